import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import type { UserId } from '@parley/contracts';

/** `backup` names what stands in for an app; such codes are kept elsewhere. */
export type Purpose = 'email' | 'sms' | 'backup';

/** Six digits live 10 minutes and 5 tries; a new one may be asked for every 60 s (A-CB-09). */
export const codeRules = { ttlSeconds: 600, maxTries: 5, resendSeconds: 60 } as const;

export const newCode = (): string => randomInt(1_000_000).toString().padStart(6, '0');

/** What is stored of a code. A plain hash of six digits is undone in a second; without the server's key this one is not. */
export const digestCode = (serverKey: string, userId: UserId, purpose: Purpose, code: string): Buffer => {
  const key = hkdfSync('sha256', Buffer.from(serverKey, 'base64'), '', 'parley verification code', 32);
  return createHmac('sha256', Buffer.from(key)).update(`${purpose}:${userId}:${code}`).digest();
};

export interface StoredCode {
  readonly digest: Buffer;
  readonly tries: number;
  readonly hasExpired: boolean;
}

/** `void`: no longer good for anything, whatever was given. */
export const judgeCode = (stored: StoredCode | null, given: Buffer): 'right' | 'wrong' | 'void' => {
  if (stored === null || stored.hasExpired || stored.tries >= codeRules.maxTries) return 'void';
  return timingSafeEqual(stored.digest, given) ? 'right' : 'wrong';
};
