import { describe, expect, it } from '@jest/globals';
import { digestOf, type MissedGroup } from './digest.policy.js';

const group = (title: string, count = 1, kind: MissedGroup['kind'] = 'mention'): MissedGroup => ({ kind, title, count });

describe('digestOf', () => {
  it('says who and where, and how often', () =>
    expect(digestOf([group('Ada', 3, 'message'), group('Ben mentioned you in #general'), group('Cid', 1, 'channel_added')])).toEqual({
      ...{ count: '5', lines: 'Ada wrote to you (3)\nBen mentioned you in #general\nCid added you to a channel' },
    }));

  it('lets nobody write a link or a line into a mail of ours', () =>
    expect(digestOf([group('https://evil.example', 1, 'message'), group('Ada\nPay now', 1, 'message')]).lines).toBe(
      'Somebody wrote to you\nAda Pay now wrote to you',
    ));

  it('ends somewhere', () => {
    const { count, lines } = digestOf(Array.from({ length: 25 }, (_, n) => group(`Person ${n}`, 2, 'message')));
    expect([count, lines.split('\n').length, lines.split('\n').at(-1)]).toEqual(['50', 21, 'and 10 more']);
  });
});
