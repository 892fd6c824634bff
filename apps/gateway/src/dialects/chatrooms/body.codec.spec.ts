import { describe, expect, it } from '@jest/globals';
import { AppError } from '@parley/contracts';
import { decodeBody, encodeBody } from './body.codec.js';

const b64 = (text: string): string => Buffer.from(text).toString('base64');
const notText = Buffer.from([0xff, 0xfe, 0x00]).toString('base64');
const foreign = { data: 'q83v', iv: null, keyVersion: null } as const;

describe('decodeBody', () => {
  it('takes empty data beside files, as it shows them', () => {
    const content = { encrypted_data: '', iv: '', key_version: 0 };
    expect(decodeBody(content, true)).toEqual({ kind: 'plain', text: '' });
    expect(encodeBody({ kind: 'plain', text: '' })).toEqual(content);
  });

  it.each([
    ['key_version 0', { encrypted_data: b64('a<b ✓'), iv: '', key_version: 0 }, 'a<b ✓'],
    ['key_version 0 with an iv', { encrypted_data: b64('hi'), iv: 'AAAA', key_version: 0 }, 'hi'],
    ['no iv and readable text', { encrypted_data: b64('two\nlines'), iv: '', key_version: 3 }, 'two\nlines'],
    ['unpadded base64', { encrypted_data: b64('ab').replace(/=/g, ''), iv: '', key_version: 0 }, 'ab'],
  ])('%s is plain text', (_what, content, text) => {
    expect(decodeBody(content, false)).toEqual({ kind: 'plain', text });
  });

  it.each([
    ['an iv and a key', { encrypted_data: b64('secret'), iv: 'AAAA', key_version: 1 }],
    ['no iv but bytes that are no text', { encrypted_data: notText, iv: '', key_version: 1 }],
    ['no iv but control characters', { encrypted_data: b64('a\u0007b'), iv: '', key_version: 1 }],
    ['key_version 0 but bytes that are no text', { encrypted_data: notText, iv: '', key_version: 0 }],
  ])('%s is ciphertext that comes back as it was sent', (_what, content) => {
    const body = decodeBody(content, false);
    expect(body).toEqual({ kind: 'cipher', scheme: 'chatrooms', data: content.encrypted_data, iv: content.iv, keyVersion: content.key_version });
    expect(encodeBody(body as never)).toEqual(content);
  });

  it.each([
    ['ciphertext', { iv: 'AAAA', key_version: 1 }],
    ['text', { iv: '', key_version: 0 }],
  ])('A-RC-37: %s may have 64 KiB of data, and no more', (_what, how) => {
    const dataOf = (bytes: number): string => Buffer.alloc(bytes).toString('base64');
    expect(decodeBody({ encrypted_data: dataOf(49_152), ...how }, false)).toMatchObject({ kind: how.key_version === 0 ? 'plain' : 'cipher' });
    expect(() => decodeBody({ encrypted_data: dataOf(49_155), ...how }, false)).toThrow(new AppError('MESSAGE_TOO_LONG'));
  });

  it.each([
    ['a string', 'aGk='],
    ['nothing', undefined],
    ['null', null],
    ['no data', { iv: '', key_version: 0 }],
    ['empty data', { encrypted_data: '', iv: '', key_version: 0 }],
    ['data that is not base64', { encrypted_data: 'hello world!', iv: '', key_version: 0 }],
    ['half a byte', { encrypted_data: 'aGkxx', iv: '', key_version: 0 }],
    ['a missing iv', { encrypted_data: 'aGk=', key_version: 0 }],
    ['a negative key_version', { encrypted_data: 'aGk=', iv: '', key_version: -1 }],
    ['a key_version that is text', { encrypted_data: 'aGk=', iv: '', key_version: '0' }],
  ])('%s is refused', (_what, content) => {
    expect(() => decodeBody(content, false)).toThrow(new AppError('MESSAGE_CIPHER_INVALID'));
  });
});

describe('what decodeBody takes', () => {
  it('A-RC-37: is at most 64 KiB of data, text or not', () => {
    const content = { encrypted_data: 'A'.repeat(65_536), iv: '', key_version: 0 };
    expect(decodeBody(content, false)).toMatchObject({ kind: 'plain' });
    expect(() => decodeBody({ ...content, encrypted_data: 'A'.repeat(65_540) }, false)).toThrow(
      expect.objectContaining({ code: 'MESSAGE_TOO_LONG' }),
    );
  });
});

describe('encodeBody', () => {
  it('shows plain text as base64 under key_version 0', () => {
    expect(encodeBody({ kind: 'plain', text: 'hi' })).toEqual({ encrypted_data: 'aGk=', iv: '', key_version: 0 });
  });

  it.each(['v1', 'umoc'] as const)('shows ciphertext of %s under key_version -1', (scheme) => {
    expect(encodeBody({ kind: 'cipher', scheme, ...foreign })).toEqual({ encrypted_data: 'q83v', iv: '', key_version: -1 });
  });
});
