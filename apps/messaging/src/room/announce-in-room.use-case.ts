import { Injectable } from '@nestjs/common';
import type { ConversationId, Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { MessageRepository } from '../message/message.repository.js';
import { contentOf, type Notice } from '../message/notice.policy.js';

/** System messages (C44) in the name of the actor, who must be a member at that moment. */
@Injectable()
export class AnnounceInRoom {
  constructor(private readonly messages: MessageRepository) {}

  async execute(tx: Tx, conversationId: ConversationId, notices: readonly Notice[], origin: Origin): Promise<void> {
    const unreferenced = { replyToId: null, isThreadReply: false, clientKey: null } as const;
    const appended = await this.messages.append(
      tx,
      notices.map((notice) => ({ ...contentOf(notice), conversationId, origin, ...unreferenced })),
    );
    for (const one of appended) {
      if (one.verdict !== 'NEW') throw new Error(`system message: ${one.verdict}`);
      tx.events.push(one.envelope);
    }
  }
}
