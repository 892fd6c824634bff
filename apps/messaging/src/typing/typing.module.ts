import { Module } from '@nestjs/common';
import { BlockMirrorModule } from '../block-mirror/block-mirror.module.js';
import { ConversationModule } from '../conversation/conversation.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { FindTypist } from './find-typist.query.js';
import { SetTyping } from './set-typing.use-case.js';
import { TypingRpc } from './typing.rpc.js';

@Module({ imports: [ConversationModule, BlockMirrorModule, UserMirrorModule], controllers: [TypingRpc], providers: [FindTypist, SetTyping] })
export class TypingModule {}
