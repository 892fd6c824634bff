import { describe, expect, it } from '@jest/globals';
import { decodeBody, encodeBody, previewOf } from './body.codec.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('decodeBody', () => {
  it.each(['Hello! How are you?', 'Xin chào 🚀', 'two\r\nlines\tand a tab', '\uFEFFwith a mark', ''])('reads %j as plain text', (text) => {
    expect(decodeBody(base64(text))).toEqual({ kind: 'plain', text });
  });

  it('reads base64url, as the examples of the document are', () => {
    expect(decodeBody('Pz8_')).toEqual({ kind: 'plain', text: '???' });
  });

  it.each([
    ['the example of the document', 'base64_encrypted_content'],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x80]).toString('base64')],
    ['UTF-8 with control characters', base64('a\u0000b')],
  ])('keeps %s as ciphertext', (_, data) => {
    expect(decodeBody(data)).toEqual({ kind: 'cipher', scheme: 'v1', data, iv: null, keyVersion: null });
  });

  it.each(['not base64!', 'a', 'aGk', 'aGVsbG8', 'abcde', 'aGk==', 'aGk=x', 'aGk\n'])('refuses %j', (content) => {
    expect(() => decodeBody(content)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', details: { content_encrypted: 'content_encrypted must be base64' } }),
    );
  });
});

describe('encodeBody', () => {
  it.each([
    ['text', { kind: 'plain', text: 'ciào' }, base64('ciào')],
    ['a deleted message', { kind: 'plain', text: '' }, ''],
    [
      'our own ciphertext',
      { kind: 'cipher', scheme: 'v1', data: 'base64_encrypted_content', iv: null, keyVersion: null },
      'base64_encrypted_content',
    ],
    ['ciphertext of chatrooms', { kind: 'cipher', scheme: 'chatrooms', data: 'q83v', iv: 'AAEC', keyVersion: 3 }, 'q83v'],
    ['ciphertext of UMOC', { kind: 'cipher', scheme: 'umoc', data: '{"c":1}', iv: null, keyVersion: null }, base64('{"c":1}')],
  ] as const)('shows %s', (_, body, content) => {
    expect(encodeBody(body)).toBe(content);
  });
});

describe('previewOf', () => {
  it('shows text, and says that the rest is encrypted', () => {
    expect(previewOf({ kind: 'plain', text: 'hi' })).toBe('hi');
    expect(previewOf({ kind: 'cipher', scheme: 'v1', data: 'q83v', iv: null, keyVersion: null })).toBe('Encrypted message');
  });
});
