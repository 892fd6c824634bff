import { Module } from '@nestjs/common';
import { HistoryRepository } from './history.repository.js';
import { MessageActRepository } from './message-act.repository.js';
import { MessageRepository } from './message.repository.js';

const storage = [MessageRepository, MessageActRepository, HistoryRepository];

/** Messages as rows, for every feature that writes or shows them. */
@Module({ providers: storage, exports: storage })
export class MessageStoreModule {}
