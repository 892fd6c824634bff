import { describe, expect, it } from '@jest/globals';
import { outcomeOfPush } from './push-answer.codec.js';

describe('what a push provider answers', () => {
  const words = { gone: new Set(['Unregistered', '410']), refused: new Set(['PayloadTooLarge']) };

  it.each([
    [200, '', 'sent'],
    [201, '', 'sent'],
    [400, 'Unregistered', 'gone'],
    [410, '410', 'gone'],
    [413, 'PayloadTooLarge', 'refused'],
    [400, 'BadTopic', 'unreachable'],
    [403, 'ExpiredProviderToken', 'unreachable'],
    [429, 'TooManyRequests', 'deferred'],
    [503, '', 'unreachable'],
  ])('%i %s: %s', (status, reason, kind) => {
    expect(outcomeOfPush({ status, reason, text: reason, providerId: 'p-1' }, words)).toMatchObject({ kind, answer: `${status} ${reason}`.trim() });
  });
});
