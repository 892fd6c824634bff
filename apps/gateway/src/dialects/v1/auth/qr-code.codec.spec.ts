import { describe, expect, it } from '@jest/globals';
import { qrCodeOf } from './qr-code.codec.js';

describe('qrCodeOf', () => {
  it('is a PNG in a data URI', async () => {
    const uri = await qrCodeOf('otpauth://totp/Parley:ada?secret=ABC');
    expect(uri).toMatch(/^data:image\/png;base64,/);
    expect(
      Buffer.from(uri.split(',')[1] ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});
