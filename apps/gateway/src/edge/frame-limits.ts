import { Injectable } from '@nestjs/common';
import { AppError, type Dialect as DialectName, type UserId } from '@parley/contracts';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { RateLimiter } from './rate-limiter.js';

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
    const { isAllowed, resetInMs } = await this.limiter.take(`${dialect}:frames:${rule.name}:${userId}`, rule.limit, rule.windowSeconds);
    if (isAllowed || rule.isSilent) return isAllowed;
    throw new AppError('RATE_LIMITED', { retryAfterSeconds: Math.max(1, Math.ceil(resetInMs / 1000)) });
  }
}
