import { describe, expect, it } from '@jest/globals';
import type { messaging } from '@parley/contracts';
import { encodeAttachment, encodeText } from './reals2chat.codec.js';

const attachment = (kind: messaging.Attachment['kind'], url: string): messaging.Attachment => ({
  fileId: null,
  url,
  name: 'file',
  sizeBytes: 0,
  mime: 'application/octet-stream',
  kind,
  thumbnailUrl: null,
  durationSeconds: null,
});

const message = (body: messaging.MessageBody, attachments: readonly messaging.Attachment[]) => ({ body, attachments }) as messaging.Message;
const plain = (text: string): messaging.MessageBody => ({ kind: 'plain', text });
const cipher: messaging.MessageBody = { kind: 'cipher', scheme: 'chatrooms', data: 'AAAA', iv: 'BBBB', keyVersion: 1 };

describe('bodies', () => {
  it('C47: plain text is itself, ciphertext a placeholder', () => {
    expect(encodeText(message(plain('a<b'), []))).toBe('a<b');
    expect(encodeText(message(cipher, []))).toBe('[Encrypted message]');
  });

  it('C50: the first attachment is the attachment, the others are lines of text', () => {
    const files = [attachment('image', 'https://x.test/1.jpg'), attachment('file', 'https://x.test/2'), attachment('file', 'https://x.test/3')];
    expect(encodeAttachment(message(plain('look'), files))).toEqual({ type: 'image', url: 'https://x.test/1.jpg' });
    expect(encodeText(message(plain('look'), files))).toBe('look\nhttps://x.test/2\nhttps://x.test/3');
    expect(encodeText(message(plain(''), files.slice(0, 2)))).toBe('https://x.test/2');
  });

  it.each([
    ['image', 'image'],
    ['video', 'video'],
    ['audio', 'file'],
    ['file', 'file'],
  ] as const)('C49: %s is shown as %s', (kind, type) => {
    expect(encodeAttachment(message(plain(''), [attachment(kind, '/cdn/1')]))?.type).toBe(type);
  });

  it('none is null', () => {
    expect(encodeAttachment(message(plain('x'), []))).toBeNull();
  });
});
