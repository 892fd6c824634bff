import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { MessageRepository } from '../message/message.repository.js';
import type { NewScheduled } from './schedule.repository.js';

type Draft = Pick<NewScheduled, 'id' | 'conversationId' | 'origin' | 'body' | 'attachments' | 'replyToId'>;

/** A message that could not be sent now is not taken for later either: the store judges it as it will when it is due. */
@Injectable()
export class RequireSendable {
  constructor(private readonly messages: MessageRepository) {}

  /** In the transaction of the caller, of which nothing remains when it refuses. @throws {AppError} as a send of the same message */
  async execute(tx: Tx, { id, conversationId, origin, body, attachments, replyToId }: Draft): Promise<void> {
    const draft = { id, conversationId, origin, body, attachments, replyToId, isThreadReply: false, type: null, metadata: {}, clientKey: null };
    const verdict = await this.messages.rehearse(tx, draft);
    if (verdict !== 'NEW' && verdict !== 'REPEATED') throw new AppError(verdict);
  }
}
