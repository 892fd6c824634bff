import { Injectable } from '@nestjs/common';
import type { Dialect as DialectName, UserId } from '@parley/contracts';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { RateLimiter, requireAllowed } from './rate-limiter.js';

/** The event of what is no frame: it falls under no rule but those of all events. */
const unreadEvent = '';

/** Counts what a user sends over sockets, over all of them and all replicas (C76). */
@Injectable()
export class FrameLimits {
  constructor(
    private readonly registry: DialectRegistry,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * Whether the frame is to be taken; false: dropped without a word.
   * @throws {AppError} RATE_LIMITED with details.retryAfterSeconds
   */
  async admit(dialect: DialectName, userId: UserId, event: string): Promise<boolean> {
    const rule = this.registry.frameRulesOf(dialect).find(({ events }) => events.test(event));
    if (rule === undefined || rule.limit === null) return true;
    const bucket = `${dialect}:${rule.name}:${userId}`;
    if (rule.isMessage) {
      const { own, overall } = await this.limiter.takeMessage(userId, bucket, rule.limit, rule.windowSeconds);
      requireAllowed(own);
      requireAllowed(overall);
      return true;
    }
    const state = await this.limiter.take(bucket, rule.limit, rule.windowSeconds);
    if (!rule.isSilent) requireAllowed(state);
    return state.isAllowed;
  }

  /** What a user is told of what he sent that is no frame: why it is none, or that it was too much, for it counts like one (A-V1-36). */
  answerToUnread(dialect: DialectName, userId: UserId, why: unknown): Promise<unknown> {
    return this.admit(dialect, userId, unreadEvent).then(
      () => why,
      (refusal: unknown) => refusal,
    );
  }
}
