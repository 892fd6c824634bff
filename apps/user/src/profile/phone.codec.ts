import { Injectable } from '@nestjs/common';
import { seal, unseal } from '@parley/runtime';
import { createHmac, hkdfSync } from 'node:crypto';
import { UserConfig } from '../user.config.js';

/** A search by phone begins with so many digits at least. */
const fewestDigits = 2;

/** A phone as it is stored. */
export interface StoredPhone {
  readonly sealed: string | null;
  readonly digest: Buffer | null;
  readonly prefixDigests: readonly Buffer[] | null;
}

/** Phone numbers (E.164) at rest: sealed for reading, digested for finding. */
@Injectable()
export class PhoneCodec {
  private readonly digestKey: Buffer;

  constructor(private readonly config: UserConfig) {
    this.digestKey = Buffer.from(hkdfSync('sha256', Buffer.from(config.SERVER_KEY, 'base64'), '', 'parley phone digest', 32));
  }

  store(phone: string | null): StoredPhone {
    if (phone === null || phone === '') return { sealed: null, digest: null, prefixDigests: null };
    const digits = phone.slice(1);
    const prefixes = Array.from({ length: digits.length - fewestDigits + 1 }, (_, n) => digits.slice(0, n + fewestDigits));
    return {
      sealed: seal(this.config.SERVER_KEY, phone),
      digest: this.digest(phone),
      prefixDigests: prefixes.map((prefix) => this.prefixDigest(prefix)),
    };
  }

  unseal(sealed: string): string {
    return unseal(this.config.SERVER_KEY, sealed);
  }

  /** The digest of the beginning of a number, as somebody types it: `+1 555`; null when it is no such thing. */
  searchDigest(text: string): Buffer | null {
    if (!/^\+?[\d\s().-]+$/.test(text)) return null;
    const digits = text.replace(/\D/g, '');
    return digits.length < fewestDigits ? null : this.prefixDigest(digits);
  }

  /** Equal numbers have equal digests; without the key none can be tried. */
  private digest(phone: string): Buffer {
    return createHmac('sha256', this.digestKey).update(phone).digest();
  }

  private prefixDigest(digits: string): Buffer {
    return createHmac('sha256', this.digestKey).update(`prefix ${digits}`).digest().subarray(0, 12);
  }
}
