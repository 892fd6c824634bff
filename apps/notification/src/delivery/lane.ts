import { Logger } from '@nestjs/common';
import type { Queryable } from '@parley/persistence';
import type { Outcome } from '../carrier/carrier.port.js';
import { Breaker } from '../carrier/breaker.js';
import type { Channel } from './channels.js';
import { backoffMs, keepableAnswer, type Pace } from './delivery.policy.js';
import type { ClaimedDelivery, DeliveryRepository } from './delivery.repository.js';
import type { LetterWriter } from './letter-writer.js';

/** What lanes share. */
export interface Office {
  readonly database: Queryable;
  readonly ledger: DeliveryRepository;
  readonly writer: LetterWriter;
  readonly pace: Omit<Pace, 'limit' | 'pushLimit'>;
}

/** The sends of one channel by this replica: what is due is claimed, tried once, and settled in the ledger. */
export class Lane {
  private readonly logger: Logger;
  private readonly breaker: Breaker;
  /** Each send under way, with what cuts it short. */
  private readonly underWay = new Map<Promise<void>, AbortController>();
  private isLooking = false;
  private looking: Promise<void> = Promise.resolve();
  private isWanted = false;
  private isClosed = false;
  /** What the provider said last, or what kept us from it. */
  private trouble = '';

  constructor(
    private readonly channel: Channel,
    private readonly office: Office,
  ) {
    this.logger = new Logger(`Lane ${channel.name}`);
    this.breaker = new Breaker({ ...office.pace, limit: channel.limit });
  }

  /** Starts what is due and has room; does not wait for it. What fails here is found again at the next look. */
  look(): Promise<void> {
    this.isWanted = true;
    if (!this.isLooking) this.looking = this.lookUntilDone();
    return this.looking;
  }

  /** @throws {Error} while the provider takes nothing */
  requireProvider(): void {
    if (this.breaker.isOpen) throw new Error(`the provider takes nothing: ${this.trouble}`);
  }

  /** Takes nothing more; gives sends under way `graceMs` to end, then cuts them: they are tried again. */
  async close(graceMs: number): Promise<void> {
    this.isClosed = true;
    await this.looking;
    const timer = setTimeout(() => this.underWay.forEach((cut) => cut.abort(new Error('shutting down'))), graceMs);
    await Promise.all(this.underWay.keys());
    clearTimeout(timer);
  }

  private async lookUntilDone(): Promise<void> {
    this.isLooking = true;
    try {
      while (this.isWanted && !this.isClosed) {
        this.isWanted = false;
        await this.startDue();
      }
    } catch (error) {
      this.logger.warn(`cannot claim: ${(error as Error).message}`);
    } finally {
      this.isLooking = false;
    }
  }

  private async startDue(): Promise<void> {
    const room = this.breaker.room(this.underWay.size, performance.now());
    if (room === 0) return;
    const { ledger, database } = this.office;
    for (const delivery of await ledger.claim(database, this.channel.name, room)) this.start(delivery);
  }

  private start(delivery: ClaimedDelivery): void {
    const { sendTimeoutMs } = this.office.pace;
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(new Error(`no answer within ${sendTimeoutMs} ms`)), sendTimeoutMs);
    const send = this.send(delivery, cut.signal)
      // The lease runs out, and the letter goes again.
      .catch((error: Error) => this.logger.error(`${delivery.id}: its outcome is not in the ledger: ${error.message}`))
      .finally(() => {
        clearTimeout(timer);
        this.underWay.delete(send);
        void this.look();
      });
    this.underWay.set(send, cut);
  }

  private async send(delivery: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const { outcome, secrets } = await this.attempt(delivery, signal);
    const answer = keepableAnswer(outcome.answer, secrets);
    this.noteReach(outcome.kind !== 'unreachable', answer);
    await this.settle(delivery, outcome, answer);
  }

  private async attempt(delivery: ClaimedDelivery, signal: AbortSignal): Promise<{ readonly outcome: Outcome; readonly secrets: readonly string[] }> {
    try {
      const { to, message, secrets } = this.office.writer.write(this.channel, delivery);
      const { id, createdAt } = delivery;
      return { outcome: await this.channel.carrier.carry({ ...message, id, to, createdAt }, signal), secrets };
    } catch (error) {
      // It could be written when it was queued, so the server's key has changed; with the old one it can be again.
      return { outcome: { kind: 'deferred', answer: (error as Error).message }, secrets: [] };
    }
  }

  private noteReach(wasReached: boolean, answer: string): void {
    const wasOpen = this.breaker.isOpen;
    this.breaker.note(wasReached, performance.now());
    this.trouble = answer;
    if (this.breaker.isOpen && !wasOpen) this.logger.error(`the provider takes nothing, letters wait: ${answer}`);
    if (wasOpen && !this.breaker.isOpen) this.logger.log('the provider is back');
  }

  private async settle(delivery: ClaimedDelivery, outcome: Outcome, answer: string): Promise<void> {
    const { database, ledger } = this.office;
    const { id, template, attempts } = delivery;
    if (outcome.kind === 'sent')
      return ledger.markSent(database, id, answer, outcome.providerId === null ? null : keepableAnswer(outcome.providerId, []));
    this.logger.warn(`${template} ${id}, try ${attempts}: ${outcome.kind}: ${answer}`);
    if (outcome.kind === 'refused' || outcome.kind === 'gone') return ledger.markFailed(database, delivery, answer);
    return ledger.postpone(database, delivery, backoffMs(attempts, Math.random()), answer);
  }
}
