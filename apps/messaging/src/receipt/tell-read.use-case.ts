import { Injectable } from '@nestjs/common';
import { messaging, type Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { ChangeLog, hiding } from '../sync/change-log.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { bySender } from './receipt.policy.js';
import { ReceiptRepository, type Marked, type Reader } from './receipt.repository.js';

/** Logs and publishes what somebody has just read; nothing when it is nothing. In a block it is for his own devices (C31). */
@Injectable()
export class TellRead {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly users: UserMirrorRepository,
    private readonly receipts: ReceiptRepository,
    private readonly log: ChangeLog,
  ) {}

  async execute(tx: Tx, by: Reader, read: readonly Marked[], origin: Origin): Promise<void> {
    const { conversationId, isQuiet } = by;
    const newest = read.at(-1);
    if (newest === undefined) return;
    const conversation = (await this.conversations.cards(tx, [conversationId])).get(conversationId);
    const reader = await this.users.card(tx, origin.userId);
    if (conversation === undefined || reader === null) throw new Error(`nobody reads ${conversationId}`);
    const { readSeq, readAt } = await this.receipts.standing(tx, by);
    const beyondIds = read.filter(({ seq }) => seq > readSeq).map(({ id }) => id);
    const others = isQuiet ? (conversation.pair ?? []).flatMap(({ id }) => (id === reader.id ? [] : [id])) : [];
    // What the cursor has passed was read when it moved, as the list of members tells.
    const movedAt = beyondIds.length === 0 && !isQuiet ? readAt : null;
    const what = { upToId: newest.id, readAt: (movedAt ?? new Date()).toISOString(), bySender: bySender(read), readSeq, beyondIds };
    await this.log.record(tx, messaging.messagesRead, conversationId, { conversation, reader, ...what, ...hiding(others) }, origin);
  }
}
