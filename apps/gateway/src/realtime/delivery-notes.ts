import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { batchesOf, messaging, type ConversationId, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { MessagePlace } from './present-event.js';

/** How long notes are gathered into one update. */
const gatherMs = 500;
/** While messaging is away no more than this is remembered: what is forgotten counts once it is fetched. */
const maxNotes = 50_000;

/** What this gateway has written to the live sockets of recipients (C46): gathered, so that no message costs an update of its own. */
@Injectable()
export class DeliveryNotes implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeliveryNotes.name);
  private notes = new Map<ConversationId, Map<UserId, number>>();
  private count = 0;
  private timer: NodeJS.Timeout | null = null;
  private isEnding = false;

  constructor(private readonly rpc: RpcClient) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.flush();
  }

  /** The user has the message, and all before it. Nobody is noted for what he sent himself. */
  note({ conversationId, seq, senderId }: MessagePlace, userId: UserId): void {
    if (userId !== senderId) this.remember(conversationId, userId, seq);
  }

  /** Tells messaging all that is noted. The next notes wait for the end of it. */
  async flush(): Promise<void> {
    const { notes } = this;
    this.notes = new Map();
    this.count = 0;
    const deliveries = deliveriesOf(notes);
    try {
      for (const some of batchesOf(deliveries, messaging.maxDeliveries)) await this.rpc.call(messaging.noteDeliveries, { deliveries: some });
    } catch (error) {
      this.logger.debug(`deliveries are noted later: ${String(error)}`);
      for (const [conversationId, users] of notes) for (const [userId, seq] of users) this.remember(conversationId, userId, seq);
    }
    this.timer = this.notes.size === 0 || this.isEnding ? null : setTimeout(() => void this.flush(), gatherMs);
  }

  private remember(conversationId: ConversationId, userId: UserId, seq: number): void {
    const users = this.notes.get(conversationId) ?? new Map<UserId, number>();
    const known = users.get(userId);
    if (known === undefined && this.count >= maxNotes) return;
    if (known === undefined) this.count += 1;
    if (known === undefined || known < seq) users.set(userId, seq);
    this.notes.set(conversationId, users);
    this.timer ??= setTimeout(() => void this.flush(), gatherMs);
  }
}

/** Members of a room mostly have the same message: they share an entry. */
const deliveriesOf = (notes: ReadonlyMap<ConversationId, ReadonlyMap<UserId, number>>): readonly messaging.LiveDelivery[] =>
  [...notes].flatMap(([conversationId, users]) => {
    const bySeq = new Map<number, UserId[]>();
    for (const [userId, seq] of users) {
      const known = bySeq.get(seq);
      if (known === undefined) bySeq.set(seq, [userId]);
      else known.push(userId);
    }
    return [...bySeq].map(([seq, userIds]) => ({ conversationId, seq, userIds }));
  });
