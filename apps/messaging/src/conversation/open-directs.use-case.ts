import { Injectable } from '@nestjs/common';
import { AppError, messaging, newId, type ConversationId, type Origin } from '@parley/contracts';
import { Outbox, Transactions, type Tx } from '@parley/persistence';
import { BlockMirrorRepository } from '../block-mirror/block-mirror.repository.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import type { Pair } from './conversation.policy.js';
import { ConversationRepository } from './conversation.repository.js';

export interface WantedDirect extends Pair {
  readonly origin: Origin;
}

/** Opens direct conversations that a look-up did not find; the unique key decides every race. */
@Injectable()
export class OpenDirects {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationRepository,
    private readonly users: UserMirrorRepository,
    private readonly blocks: BlockMirrorRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Pair key → conversation, or BLOCKED; a pair with an unknown user is absent. Only what this call has made is announced. */
  execute(wanted: readonly WantedDirect[]): Promise<ReadonlyMap<string, ConversationId | AppError>> {
    return this.transactions.run(async (tx) => {
      const known = await this.users.reachable(
        tx,
        wanted.flatMap(({ low, high }) => [low, high]),
      );
      const distinct = [...new Map(wanted.map((pair) => [pair.key, pair])).values()];
      const real = distinct.filter(({ low, high }) => known.has(low) && known.has(high));
      const blocked = await this.blocks.standing(
        tx,
        real.map(({ key }) => key),
      );
      const pairs = real.filter(({ key }) => !blocked.has(key)).map((pair) => ({ ...pair, id: newId<'conversation'>() }));
      const made = await this.conversations.insertDirects(tx, pairs);
      await this.announce(
        tx,
        pairs.filter(({ id }) => made.has(id)),
      );
      const opened = await this.conversations.findByKeys(
        tx,
        pairs.map(({ key }) => key),
      );
      return new Map<string, ConversationId | AppError>([...[...blocked].map((key) => [key, new AppError('BLOCKED')] as const), ...opened]);
    });
  }

  private async announce(tx: Tx, made: readonly (WantedDirect & { readonly id: ConversationId })[]): Promise<void> {
    const cards = await this.conversations.cards(
      tx,
      made.map(({ id }) => id),
    );
    for (const { id, low, high, origin } of made) {
      const conversation = cards.get(id);
      if (conversation !== undefined) await this.outbox.add(tx, messaging.conversationCreated, { conversation, memberIds: [low, high] }, origin);
    }
  }
}
