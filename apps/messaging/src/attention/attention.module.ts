import { Module } from '@nestjs/common';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { AttentionEvents } from './attention.events.js';
import { AttentionRepository } from './attention.repository.js';
import { CallAttention } from './call-attention.use-case.js';
import { FindOnline } from './find-online.query.js';

@Module({ imports: [UserMirrorModule], controllers: [AttentionEvents], providers: [AttentionRepository, FindOnline, CallAttention] })
export class AttentionModule {}
