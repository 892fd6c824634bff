import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { envelopeOf, Transactions } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { LiveDeliveryRepository, type Delivered } from './live-delivery.repository.js';
import { bySender } from './receipt.policy.js';

/** What gateways have written to the live sockets of members. */
@Injectable()
export class NoteDeliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationRepository,
    private readonly deliveries: LiveDeliveryRepository,
  ) {}

  async execute({ deliveries }: messaging.NoteDeliveriesInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      const delivered = groupsOf(await this.deliveries.move(tx, deliveries));
      if (delivered.length === 0) return;
      const cards = await this.conversations.cards(tx, [...new Set(delivered.map(([{ conversationId }]) => conversationId))]);
      for (const group of delivered) {
        const [{ conversationId, userId }] = group;
        const conversation = cards.get(conversationId);
        // A hint without an outbox row: nobody but live sockets wants to know.
        if (conversation !== undefined)
          tx.events.push(envelopeOf(messaging.messagesDelivered, { conversation, userId, bySender: bySender(group) }, null));
      }
    });
    return null;
  }
}

type Group = readonly [Delivered, ...Delivered[]];

/** By conversation and member; they come in that order. */
const groupsOf = (delivered: readonly Delivered[]): readonly Group[] => {
  const groups = new Map<string, [Delivered, ...Delivered[]]>();
  for (const one of delivered) {
    const key = `${one.conversationId} ${one.userId}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()];
};
