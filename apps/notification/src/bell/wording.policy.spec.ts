import { describe, expect, it } from '@jest/globals';
import { newId, type messaging } from '@parley/contracts';
import { excerptOf, wordsOf } from './wording.policy.js';

const file = {
  fileId: null,
  url: 'https://a.b/c',
  name: 'plan.pdf',
  sizeBytes: 1,
  mime: 'application/pdf',
  kind: 'file',
  thumbnailUrl: null,
} as const;
const plain = (text: string) => ({ id: newId<'message'>(), body: { kind: 'plain', text } as const, attachments: [] });
const conversation = (title: string | null): messaging.ConversationCard => ({
  ...{ id: newId<'conversation'>(), num: 1, kind: 'room', title, slug: title },
  pair: null,
});

describe('excerptOf', () => {
  it.each([
    [plain(' a\n\n b\t'), 'a b'],
    [{ ...plain(''), attachments: [{ ...file, durationSeconds: null }] }, 'plan.pdf'],
    [{ ...plain('see'), attachments: [{ ...file, durationSeconds: null }] }, 'see'],
    [plain(''), ''],
    [{ ...plain(''), body: { kind: 'cipher', scheme: 'v1', data: 'c2VjcmV0', iv: null, keyVersion: null } as const }, 'Encrypted message'],
    [plain('x'.repeat(300)), 'x'.repeat(300)],
    [plain('x'.repeat(301)), `${'x'.repeat(299)}…`],
    // Characters, not halves of them.
    [plain('😀'.repeat(301)), `${'😀'.repeat(299)}…`],
  ])('of %j', (message, expected) => expect(excerptOf(message)).toBe(expected));
});

describe('wordsOf', () => {
  it.each([
    [{ kind: 'mention', message: plain('hi') }, 'general', { title: 'Ada mentioned you in #general', body: 'hi' }],
    [{ kind: 'thread_reply', message: plain('hi') }, 'general', { title: 'Ada replied in #general', body: 'hi' }],
    [{ kind: 'reaction', message: plain('hi'), emoji: '👍' }, null, { title: 'Ada reacted 👍', body: 'hi' }],
    [{ kind: 'channel_added' }, 'general', { title: 'Ada', body: 'You were added to #general' }],
  ] as const)('of %j in %j', (cause, title, expected) => expect(wordsOf(cause, 'Ada', conversation(title))).toEqual(expected));
});
