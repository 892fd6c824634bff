import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { apiKeyOf, ApiKeyResolver } from '../session/api-key.resolver.js';
import { bearerToken } from '../session/bearer-token.codec.js';
import { addressOf } from '../session/client.codec.js';
import { SessionResolver } from '../session/session.resolver.js';
import { RateLimiter, requireAllowed, type NestedRateState, type RateBucket } from './rate-limiter.js';
import type { RateRule } from './rate-rule.js';

/** However many names one address tries, this is the most log-in requests it may make in a window. */
const addressCeiling = 60;

/** Whose bucket counts a request, and whose messages are those it sends. */
interface Caller {
  readonly subject: string;
  readonly senderId: string;
}

const isAllowed = ({ own, overall }: NestedRateState): boolean => own.isAllowed && overall?.isAllowed !== false;

const himself = (subject: string): Caller => ({ subject, senderId: subject });

/** Counts every request against its dialect's limits, and says in headers what is left. */
@Injectable()
export class RateLimitGuard {
  constructor(
    private readonly registry: DialectRegistry,
    private readonly sessions: SessionResolver,
    private readonly apiKeys: ApiKeyResolver,
    private readonly limiter: RateLimiter,
  ) {}

  /** @throws {AppError} RATE_LIMITED with details.retryAfterSeconds */
  async check(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = request.url.split('?')[0] ?? '/';
    const { name, rateRules } = this.registry.ofRequest(request.method, path);
    const rule = rateRules.find(({ methods, path: pattern }) => pattern.test(path) && methods?.includes(request.method) !== false);
    if (rule === undefined || rule.limit === null || request.method === 'OPTIONS') return;
    const { limit, windowSeconds } = rule;
    const { own, overall } = await this.count(request, rule, { name: `${name}:${rule.name}`, limit, windowSeconds });
    const told = overall?.isAllowed === false ? overall : own;
    void reply
      .header('x-ratelimit-limit', String(told.limit))
      .header('x-ratelimit-remaining', String(told.remaining))
      .header('x-ratelimit-reset', String(Math.ceil((Date.now() + told.resetInMs) / 1000)));
    requireAllowed(told);
  }

  /** `bucket` stands for all of its class. */
  private async count(request: FastifyRequest, rule: RateRule, bucket: RateBucket): Promise<NestedRateState> {
    const caller = await this.callerOf(request, rule);
    const counted = await this.take(request, rule, bucket, caller ?? himself(addressOf(request.ip)));
    if (caller !== null || !isAllowed(counted)) return counted;
    // Not before its address may ask: who tries keys that are none costs auth no more than that.
    const holder = await this.holderOf(request);
    return holder === null ? counted : this.take(request, rule, bucket, holder);
  }

  private async take(request: FastifyRequest, rule: RateRule, bucket: RateBucket, { subject, senderId }: Caller): Promise<NestedRateState> {
    const { limit, windowSeconds } = bucket;
    const name = `${bucket.name}:${subject}`;
    if (rule.isMessage) return this.limiter.takeMessage(senderId, name, limit, windowSeconds);
    if (rule.subject === 'caller') return { own: await this.limiter.take(name, limit, windowSeconds), overall: null };
    const ofAddress = { name: `${bucket.name}:all:${addressOf(request.ip)}`, limit: limit * addressCeiling, windowSeconds };
    return this.limiter.takeWithin({ name, limit, windowSeconds }, ofAddress);
  }

  /** Null when that is for auth to say: the request brings a key we do not know. */
  private async callerOf(request: FastifyRequest, rule: RateRule): Promise<Caller | null> {
    const address = addressOf(request.ip);
    const name = rule.nameField === undefined ? '' : nameTried(request.body, rule.nameField);
    if (name !== '') return himself(`${address}:${name}`);
    const token = bearerToken(request.headers.authorization);
    if (token !== null)
      return this.sessions.resolvePending(token).then(
        ({ userId }) => himself(userId),
        () => himself(address),
      );
    if (apiKeyOf(request) === null) return himself(address);
    return this.apiKeys.isProven(request) ? ((await this.holderOf(request)) ?? himself(address)) : null;
  }

  /** A bucket of its own: an integration does not use up what its owner may do. But what it sends, its owner sends (C76). */
  private holderOf(request: FastifyRequest): Promise<Caller | null> {
    return this.apiKeys.resolve(request).then(
      ({ viewer }) => ({ subject: `key:${viewer.sessionId}`, senderId: viewer.userId }),
      () => null,
    );
  }
}

/** Stands for the account a request names; nothing readable goes into a Redis key. */
const nameTried = (body: unknown, field: string): string => {
  const name = (body as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  if (typeof name !== 'string' || name === '') return '';
  return createHash('sha256').update(name.trim().toLowerCase()).digest('base64url');
};
