import { Module } from '@nestjs/common';
import { HistoryRepository } from './history.repository.js';
import { MessageRepository } from './message.repository.js';

/** Messages as rows, for every feature that writes or shows them. */
@Module({ providers: [MessageRepository, HistoryRepository], exports: [MessageRepository, HistoryRepository] })
export class MessageStoreModule {}
