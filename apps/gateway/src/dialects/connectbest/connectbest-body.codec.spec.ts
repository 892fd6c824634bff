import { describe, expect, it } from '@jest/globals';
import { decodeBody, encodeBody } from './connectbest-body.codec.js';

describe('the body codec', () => {
  it.each(['hello', '', '  spaced ', 'a<b & "c" 🙂\n'])('keeps %j as it is', (text) => {
    expect(decodeBody(text)).toEqual({ kind: 'plain', text });
    expect(encodeBody({ kind: 'plain', text })).toBe(text);
  });

  it.each(['chatrooms', 'v1', 'umoc'] as const)('shows a placeholder for ciphertext of %s (C47)', (scheme) => {
    expect(encodeBody({ kind: 'cipher', scheme, data: 'AAAA', iv: 'BBBB', keyVersion: 3 })).toBe('[Encrypted message]');
  });
});
