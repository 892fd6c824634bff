import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { MessageModule } from '../message/message.module.js';
import { MessageStoreModule } from '../message/message-store.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { ListPins } from './list-pins.query.js';
import { PinMessage } from './pin-message.use-case.js';
import { PinRepository } from './pin.repository.js';
import { PinRpc } from './pin.rpc.js';
import { TellPin } from './tell-pin.use-case.js';
import { UnpinMessage } from './unpin-message.use-case.js';

@Module({
  imports: [ConversationModule, MessageModule, MessageStoreModule, UserMirrorModule],
  controllers: [PinRpc],
  providers: [PinMessage, UnpinMessage, ListPins, TellPin, PinRepository],
})
export class PinModule {}
