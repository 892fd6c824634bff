import { describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { newBackupCodes, newTotpSecret, otpauthUrl, stepOfCode } from './totp.codec.js';

describe('TOTP (A-V1-05)', () => {
  const secret = newTotpSecret();
  const now = 1_800_000_015;
  const step = Math.floor(now / 30);
  const codeAt = (epoch: number) => generateSync({ secret, epoch });

  it('takes the codes of this step and of its neighbours, no others', () => {
    expect([-60, -30, 0, 30, 60].map((shift) => stepOfCode(secret, codeAt(now + shift), null, now))).toEqual([null, step - 1, step, step + 1, null]);
  });

  it('takes no code of a step that was used, or of one before it', () => {
    expect(stepOfCode(secret, codeAt(now), step, now)).toBeNull();
    expect(stepOfCode(secret, codeAt(now - 30), step, now)).toBeNull();
    expect(stepOfCode(secret, codeAt(now + 30), step, now)).toBe(step + 1);
  });

  it('knows the test vector of RFC 6238', () => {
    expect(stepOfCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', '287082', null, 59)).toBe(1);
  });

  it('names secret, issuer and account to the app', () => {
    const url = new URL(otpauthUrl(secret, 'ada@example.com'));
    expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual(['otpauth:', 'totp', '/Parley:ada@example.com']);
    expect(url.searchParams.get('secret')).toBe(secret);
  });

  it('gives ten different backup codes of eight digits', () => {
    const codes = newBackupCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^\d{8}$/);
  });
});
