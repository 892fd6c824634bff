import { describe, expect, it } from '@jest/globals';
import { type AppError, newId, type messaging } from '@parley/contracts';
import { mayBeOurs } from './attachment.policy.js';
import { checkContent } from './message.policy.js';

const input = (changes: Partial<messaging.SendMessageInput>): messaging.SendMessageInput => ({
  origin: { userId: newId(), sessionId: newId(), dialect: 'v1' },
  conversation: { id: newId() },
  type: 'text',
  body: { kind: 'plain', text: 'hi' },
  attachments: [],
  replyToId: null,
  isThreadReply: false,
  metadata: {},
  clientKey: null,
  ...changes,
});

const codeOf = (changes: Partial<messaging.SendMessageInput>): string | null => {
  try {
    checkContent(input(changes));
    return null;
  } catch (error) {
    return (error as AppError).code;
  }
};

const cipher = (data: string): messaging.MessageBodyInput => ({ kind: 'cipher', scheme: 'v1', data });
const picture = { fileId: null, url: 'https://x.test/p.png', kind: null };

describe('message policy', () => {
  it('C61 takes 10,000 characters of text and 64 KiB of ciphertext, and no more', () => {
    expect(codeOf({ body: { kind: 'plain', text: '😀'.repeat(10_000) } })).toBeNull();
    expect(codeOf({ body: { kind: 'plain', text: 'x'.repeat(10_001) } })).toBe('MESSAGE_TOO_LONG');
    expect(codeOf({ body: cipher('x'.repeat(65_536)) })).toBeNull();
    expect(codeOf({ body: cipher('é'.repeat(32_769)) })).toBe('MESSAGE_TOO_LONG');
  });

  it('lets text and ciphertext be empty only beside an attachment', () => {
    for (const body of [{ kind: 'plain', text: ' \n' }, { kind: 'plain' }, { kind: 'plain', text: '\u0007' }, cipher('')] as const) {
      expect(codeOf({ body })).toBe('MESSAGE_EMPTY');
      expect(codeOf({ body, attachments: [picture] })).toBeNull();
    }
  });

  it('keeps ciphertext as it came, or refuses it', () => {
    expect(checkContent(input({ body: { ...cipher('\r\u0007=='), iv: 'aQ==', keyVersion: 3 } })).body).toEqual({
      kind: 'cipher',
      scheme: 'v1',
      data: '\r\u0007==',
      iv: 'aQ==',
      keyVersion: 3,
    });
    expect(codeOf({ body: cipher('a\0') })).toBe('INPUT_INVALID');
    expect(codeOf({ body: { kind: 'cipher', data: 'x' } })).toBe('INPUT_INVALID');
  });

  it('takes 8 KiB of metadata and makes it storable', () => {
    const around = '{"a":""}'.length;
    expect(codeOf({ metadata: { a: 'x'.repeat(8_192 - around) } })).toBeNull();
    expect(codeOf({ metadata: { a: 'x'.repeat(8_193 - around) } })).toBe('INPUT_INVALID');
    expect(checkContent(input({ metadata: { 'a\0': ['\ud800', 1, null, { b: true }] } })).metadata).toEqual({ a: ['\ufffd', 1, null, { b: true }] });
  });

  it('leaves system messages to the system and thread replies to replies', () => {
    expect(codeOf({ type: 'system' as 'text' })).toBe('INPUT_INVALID');
    expect(codeOf({ isThreadReply: true })).toBe('INPUT_INVALID');
    expect(codeOf({ clientKey: 'a\ud800' })).toBe('INPUT_INVALID');
  });

  it('C50 guesses what an address does not say', () => {
    const attachments = [
      picture,
      { ...picture, url: '/v/clip.MP4?a=/b.png' },
      { ...picture, url: 'http://x.test' },
      { ...picture, kind: 'audio' as const },
    ];
    const shown = checkContent(input({ attachments })).attachments.map(({ name, mime, kind, sizeBytes }) => [name, mime, kind, sizeBytes]);
    expect(shown).toEqual([
      ['p.png', 'image/png', 'image', 0],
      ['clip.MP4', 'video/mp4', 'video', 0],
      ['file', 'application/octet-stream', 'file', 0],
      ['p.png', 'image/png', 'audio', 0],
    ]);
  });

  it('refuses addresses that are neither web nor path', () => {
    const urls = ['javascript:alert(1)', 'ftp://x.test/a', '//evil.test/a', 'a.png', '', 'https://', `/${'x'.repeat(2_048)}`, '/a b', '/a\0'];
    for (const url of urls) expect([url, codeOf({ attachments: [{ ...picture, url }] })]).toEqual([url, 'ATTACHMENT_INVALID']);
    expect(codeOf({ attachments: [{ ...picture, url: null }] })).toBe('ATTACHMENT_INVALID');
  });

  it('asks about files of ours, named by id or by an address that looks like one', () => {
    const at = (url: string) => ({ ...picture, url });
    const attachments = [
      { ...picture, url: null, fileId: newId<'file'>() },
      at('https://h.test/cdn/x/y.png?s=z'),
      at('/cdn/x/y.png?s=z'),
      at('/cdn/x'),
      picture,
    ];
    expect(checkContent(input({ attachments })).attachments.map(mayBeOurs)).toEqual([true, true, true, false, false]);
  });
});
