import { describe, expect, it } from '@jest/globals';
import { newId, type messaging } from '@parley/contracts';
import { decodeContent, encodeContent, encodeEncrypted, encodeType } from './umoc.codec.js';

const message = (part: Partial<messaging.Message>) => ({ metadata: {}, attachments: [], ...part }) as messaging.Message;
const cipher = (scheme: messaging.CipherScheme): messaging.MessageBody => ({ kind: 'cipher', scheme, data: 'AAAA', iv: 'BB', keyVersion: 3 });

/** Stored as the contract says, and read again. */
const stored = (content: string, encrypted: string | null): messaging.Message => {
  const { body, metadata } = decodeContent('text', content, encrypted);
  return message({ body: body as messaging.MessageBody, metadata });
};

const file = (name: string): messaging.Attachment => ({
  fileId: newId(),
  url: `https://x.test/${name}`,
  name,
  sizeBytes: 5,
  mime: 'image/png',
  kind: 'image',
  thumbnailUrl: null,
  durationSeconds: null,
});

const shown = ({ fileId, url, name }: messaging.Attachment) => ({
  file_id: fileId,
  file_name: name,
  file_size: 5,
  file_type: 'image/png',
  url,
  thumbnail_url: null,
  duration: null,
});

describe('content', () => {
  it.each([
    ['hello', null],
    ['hello', 'c2VjcmV0'],
    ['', 'c2VjcmV0'],
  ])('A-UM-17: content %j with encrypted_content %j is repeated as sent', (content, encrypted) => {
    const one = stored(content, encrypted);
    expect(encodeContent(one)).toBe(content);
    expect(encodeEncrypted(one)).toBe(encrypted);
  });

  it('C47: ciphertext of other dialects is a placeholder beside the original', () => {
    expect(encodeContent(message({ body: cipher('v1') }))).toBe('[Encrypted message]');
    expect(encodeEncrypted(message({ body: cipher('v1') }))).toBe('AAAA');
    expect(JSON.parse(encodeEncrypted(message({ body: cipher('chatrooms') })) ?? '')).toEqual({ encrypted_data: 'AAAA', iv: 'BB', key_version: 3 });
  });

  it('A-UM-16, C50: files are a JSON string of the first, with the rest and the text in it', () => {
    const [one, two] = [file('1.png'), file('2.png')];
    const body: messaging.MessageBody = { kind: 'plain', text: 'look' };
    expect(JSON.parse(encodeContent(message({ body, attachments: [one] })))).toEqual({ ...shown(one), caption: 'look' });
    expect(JSON.parse(encodeContent(message({ body: { kind: 'plain', text: '' }, attachments: [one, two] })))).toEqual({
      ...shown(one),
      caption: null,
      files: [shown(two)],
    });
  });

  it('A-UM-16: JSON that names a file elsewhere is that file for the other dialects, and is repeated as sent', () => {
    const content = '{"url":"https://x.test/1.png","caption":"look"}';
    const { body, attachments, metadata } = decodeContent('image', content, null);
    expect([body, attachments]).toEqual([{ kind: 'plain', text: 'look' }, [{ fileId: null, url: 'https://x.test/1.png', kind: 'image' }]]);
    const sent = { body: body as messaging.MessageBody, metadata, attachments: [file('1.png')] };
    expect(encodeContent(message(sent))).toBe(content);
    const edited = message({ ...sent, body: { kind: 'plain', text: 'look again' } });
    expect(JSON.parse(encodeContent(edited))).toEqual({ ...shown(sent.attachments[0]!), caption: 'look again' });
  });

  it.each(['https://x.test/1.png', '{"url":"javascript:x"}', '{"url":5}', 'null', '[1]', `{"url":"https://x.test/${'x'.repeat(3_000)}"}`])(
    'A-UM-16: other content of a file is text: %.40s',
    (content) => {
      expect(decodeContent('image', content, null)).toEqual({ body: { kind: 'plain', text: content }, attachments: [], metadata: {} });
    },
  );

  it('A-UM-16: what was sent as text is text, whatever it looks like', () => {
    const content = '{"url":"https://x.test/1.png","caption":"look"}';
    expect(decodeContent('text', content, null)).toEqual({ body: { kind: 'plain', text: content }, attachments: [], metadata: {} });
  });

  it('C44: system messages are text', () => {
    expect([encodeType('system'), encodeType('audio')]).toEqual(['text', 'audio']);
  });
});
