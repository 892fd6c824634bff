import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it } from '@jest/globals';
import { rateRules as chatrooms } from '../dialects/chatrooms/chatrooms.policy.js';
import { rateRules as connectbest } from '../dialects/connectbest/connectbest.policy.js';
import { rateRules as reals2chat } from '../dialects/reals2chat/reals2chat.policy.js';
import { rateRules as v1 } from '../dialects/v1/v1.policy.js';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import type { ApiKeyResolver } from '../session/api-key.resolver.js';
import type { SessionResolver } from '../session/session.resolver.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import type { NestedRateState, RateBucket, RateLimiter } from './rate-limiter.js';
import type { RateRule } from './rate-rule.js';

const ruleOf = (rules: readonly RateRule[], method: string, path: string): RateRule | undefined =>
  rules.find((rule) => rule.path.test(path) && rule.methods?.includes(method) !== false);

describe('classes of requests (C76, A-CB-88: the most specific one counts)', () => {
  it.each([
    [connectbest, 'POST', '/api/chat/channels/1/messages/send', 'message'],
    [connectbest, 'GET', '/api/chat/channels/1/messages', 'general'],
    [connectbest, 'POST', '/api/scheduled-messages', 'message'],
    [connectbest, 'DELETE', '/api/scheduled-messages/1', 'general'],
    [connectbest, 'POST', '/api/upload', 'upload'],
    [connectbest, 'DELETE', '/api/upload/1', 'general'],
    [connectbest, 'GET', '/api/health', 'exempt'],
    [chatrooms, 'POST', '/upload/file', 'upload'],
    [chatrooms, 'GET', '/metrics', 'exempt'],
    [chatrooms, 'POST', '/auth/login', 'general'],
    [v1, 'POST', '/v1/auth/login', 'auth'],
    [v1, 'POST', '/v1/auth/2fa/verify', 'auth'],
    [v1, 'POST', '/v1/auth/logout', 'general'],
  ] as const)('%#: %s %s', (rules, method, path, name) => {
    expect(ruleOf(rules, method, path)?.name).toBe(name);
  });

  it.each([
    ['/api/chat/channels/1/messages/send', connectbest],
    ['/api/scheduled-messages', connectbest],
    ['/api/messages/send', reals2chat],
    ['/v1/conversations/conv_1/messages/', v1],
  ] as const)('POST %s counts as a message of all dialects, reading does not', (path, rules) => {
    expect(ruleOf(rules, 'POST', path)?.isMessage).toBe(true);
    expect(ruleOf(rules, 'GET', path)?.isMessage).toBeUndefined();
  });

  it('has the numbers of the specifications', () => {
    const numbers = (rules: readonly RateRule[]) => Object.fromEntries(rules.map(({ name, limit, windowSeconds }) => [name, [limit, windowSeconds]]));
    expect(numbers(connectbest)).toMatchObject({ message: [100, 60], upload: [20, 3_600], general: [1_000, 3_600] });
    expect(numbers(chatrooms)).toMatchObject({ upload: [10, 3_600], general: [60, 60] });
    expect(numbers(v1)).toMatchObject({ auth: [5, 60], upload: [100, 3_600], general: [1_000, 3_600] });
  });
});

describe('RateLimitGuard', () => {
  const counts = new Map<string, number>();
  const take = (bucket: string, limit: number) => {
    const count = (counts.get(bucket) ?? 0) + 1;
    counts.set(bucket, count);
    return Promise.resolve({ isAllowed: count <= limit, limit, remaining: Math.max(0, limit - count), resetInMs: 1_000 });
  };
  const takeWithin = async (own: RateBucket, wider: RateBucket): Promise<NestedRateState> => {
    const inner = await take(own.name, own.limit);
    return { own: inner, overall: inner.isAllowed ? await take(wider.name, wider.limit) : null };
  };
  const registry = { ofRequest: () => ({ name: 'v1', rateRules: v1 }) } as unknown as DialectRegistry;
  const sessions = { resolvePending: (token: string) => Promise.resolve({ userId: `user of ${token}` }) } as unknown as SessionResolver;
  const guard = new RateLimitGuard(registry, sessions, {} as ApiKeyResolver, { take, takeWithin } as unknown as RateLimiter);
  /** Posts from one address; the headers of the answer. */
  const post = async (url: string, body: object, token?: string): Promise<Readonly<Record<string, string>>> => {
    const headers: Record<string, string> = {};
    const reply = { header: (name: string, value: string) => ((headers[name] = value), reply) };
    const given = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const request = { method: 'POST', url, ip: '10.0.0.1', headers: given, body };
    const failure = await guard
      .check(request as unknown as FastifyRequest, reply as unknown as FastifyReply)
      .catch((error: { code: string }) => error.code);
    return { ...headers, failure: failure ?? '' };
  };
  const logIn = (email: string | undefined) => post('/v1/auth/login', { email });

  it.each([
    ['/v1/auth/2fa/verify', { code: '123456' }],
    ['/v1/auth/refresh', { refresh_token: 'one' }],
    ['/v1/auth/login', { email: 'victim@parley.test' }],
  ])('A-V1-41: counts %s by what it tries, whatever else is in its body', async (url, body) => {
    const answers = [];
    for (let n = 0; n < 6; n++) {
      const spice = Object.fromEntries(['email', 'username', 'refresh_token'].map((field) => [field, `other-${n}`]));
      answers.push((await post(url, { ...spice, ...body }, 'a-token')).failure);
    }
    expect(answers).toEqual(['', '', '', '', '', 'RATE_LIMITED']);
  });

  it('A-V1-41: counts the codes of one session apart from those of others at its address, its factor given or not', async () => {
    for (let n = 0; n < 6; n++) await post('/v1/auth/2fa/verify', { code: '123456' }, 'one');
    expect((await post('/v1/auth/2fa/verify', { code: '123456' }, 'other')).failure).toBe('');
  });

  it('C76: counts log-ins that name nobody by themselves, whoever else logs in from their address', async () => {
    for (let n = 0; n < 20; n++) await logIn(`somebody-${n}@parley.test`);
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push((await logIn(undefined)).failure);
    expect(answers).toEqual(['', '', '', '', '', 'RATE_LIMITED']);
  });

  it('C76, A-CB-05: counts what a key sends in a bucket of its own, and with all that its owner sends', async () => {
    const taken: (readonly string[])[] = [];
    const state = { isAllowed: true, limit: 1, remaining: 1, resetInMs: 1_000 };
    const takeMessage = (...[sender, bucket]: readonly [string, string]) => {
      taken.push([sender, bucket]);
      return Promise.resolve({ own: state, overall: state });
    };
    const ofKeys = { ofRequest: () => ({ name: 'connectbest', rateRules: connectbest }) } as unknown as DialectRegistry;
    const viewer = { userId: 'owner', sessionId: 'one' };
    const keys = { isProven: () => true, resolve: () => Promise.resolve({ viewer }) } as unknown as ApiKeyResolver;
    const limited = new RateLimitGuard(ofKeys, sessions, keys, { takeMessage } as unknown as RateLimiter);
    const url = '/api/chat/channels/1/messages/send';
    const reply = { header: () => reply };
    const request = { method: 'POST', url, ip: '10.0.0.1', headers: { 'x-api-key': 'pk_1' }, body: {} };
    await limited.check(request as unknown as FastifyRequest, reply as unknown as FastifyReply);
    expect(taken).toEqual([['owner', 'connectbest:message:key:one']]);
  });

  it('C76: what one name is refused uses up nothing of what all names at its address share', async () => {
    for (let n = 0; n < 400; n++) await logIn('hammer@parley.test');
    expect((await logIn('neighbour@parley.test')).failure).toBe('');
  });

  it('C76: says what is left where the address alone is refused', async () => {
    for (let n = 0; n < 300; n++) await logIn(`another-${n}@parley.test`);
    expect(await logIn('fresh@parley.test')).toMatchObject({ failure: 'RATE_LIMITED', 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0' });
  });
});
