import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { SetTyping } from './set-typing.use-case.js';
import { TypingRpc } from './typing.rpc.js';

@Module({ imports: [ConversationModule, UserMirrorModule], controllers: [TypingRpc], providers: [SetTyping] })
export class TypingModule {}
