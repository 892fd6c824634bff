import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import type { MessageRow } from '../message/message.entity.js';
import { linkOf } from './link.policy.js';
import { LinkRepository } from './link.repository.js';

/** An edit that changes the link of a message changes its preview. */
@Injectable()
export class RelinkMessage {
  constructor(private readonly links: LinkRepository) {}

  /** `row` is the message as it was before the edit, under the lock of its conversation. */
  async execute(tx: Tx, { id: messageId, conversationId, body: before }: MessageRow, after: messaging.MessageBody): Promise<void> {
    const url = linkOf(after);
    if (url === linkOf(before)) return;
    const known = url === null ? null : (await this.links.cached(tx, [url])).get(url);
    await this.links.show(tx, messageId, known ?? null);
    if (url === null || known !== undefined) await this.links.drop(tx, messageId);
    else await this.links.want(tx, [{ messageId, conversationId, url }]);
  }
}
