import { randomInt } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';

const issuer = 'Parley';
/** A clock may be one step of 30 s off (A-V1-05). */
const toleranceSeconds = 30;
const backupCodeCount = 10;

/** A new secret of 160 bits, base32. */
export const newTotpSecret = (): string => generateSecret();

/** For the QR code of an authenticator app. */
export const otpauthUrl = (secret: string, label: string): string => generateURI({ issuer, label, secret });

/** The time step a code belongs to; null for a wrong code, or one of a step that is not after `lastStep`. */
export const stepOfCode = (secret: string, code: string, lastStep: number | null, nowSeconds: number): number | null => {
  const result = verifySync({
    secret,
    token: code,
    epoch: nowSeconds,
    epochTolerance: toleranceSeconds,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
};

/** Different from one another, eight digits each. */
export const newBackupCodes = (): readonly string[] => {
  const codes = new Set<string>();
  while (codes.size < backupCodeCount) codes.add(randomInt(100_000_000).toString().padStart(8, '0'));
  return [...codes];
};
