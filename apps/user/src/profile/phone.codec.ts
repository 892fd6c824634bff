import { Injectable } from '@nestjs/common';
import { seal, unseal } from '@parley/runtime';
import { createHmac, hkdfSync } from 'node:crypto';
import { UserConfig } from '../user.config.js';

/** Phone numbers (E.164) at rest: sealed for reading, digested for finding. */
@Injectable()
export class PhoneCodec {
  private readonly digestKey: Buffer;

  constructor(private readonly config: UserConfig) {
    this.digestKey = Buffer.from(hkdfSync('sha256', Buffer.from(config.SERVER_KEY, 'base64'), '', 'parley phone digest', 32));
  }

  seal(phone: string): string {
    return seal(this.config.SERVER_KEY, phone);
  }

  unseal(sealed: string): string {
    return unseal(this.config.SERVER_KEY, sealed);
  }

  /** Equal numbers have equal digests; without the key none can be tried. */
  digest(phone: string): Buffer {
    return createHmac('sha256', this.digestKey).update(phone).digest();
  }
}
