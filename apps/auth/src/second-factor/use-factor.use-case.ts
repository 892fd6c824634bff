import { Injectable } from '@nestjs/common';
import type { UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';
import { UseCode } from '../verification/use-code.use-case.js';
import { digestCode } from '../verification/verification-code.policy.js';
import { SecondFactorRepository, type Factor } from './second-factor.repository.js';
import { stepOfCode } from './totp.codec.js';

const isShort = (code: string): boolean => code.length === 6;

/** Holds a code against what the user has; a right one is used up. The caller's transaction must commit either way. */
@Injectable()
export class UseFactor {
  constructor(
    private readonly factors: SecondFactorRepository,
    private readonly useCode: UseCode,
    private readonly config: AuthConfig,
  ) {}

  /** `mayActivate`: a prepared app is tried too, and then nothing else: a code by SMS proves nothing of the app. */
  async execute(tx: Tx, userId: UserId, code: string, mayActivate: boolean): Promise<boolean> {
    const factors = await this.factors.list(tx, userId);
    const totp = factors.find(({ kind }) => kind === 'totp') ?? null;
    if (totp !== null && !totp.isActive && mayActivate) return this.useTotp(tx, userId, totp, code);
    if (totp?.isActive === true && (await this.useTotp(tx, userId, totp, code))) return true;
    if (totp?.isActive === true && !isShort(code)) return this.factors.useBackupCode(tx, userId, this.digest(userId, code));
    const hasSms = factors.some(({ kind, isActive }) => kind === 'sms' && isActive);
    return hasSms && isShort(code) && this.useCode.execute(tx, userId, 'sms', code);
  }

  /** What is stored of a backup code. */
  digest(userId: UserId, code: string): Buffer {
    return digestCode(this.config.SERVER_KEY, userId, 'backup', code);
  }

  private async useTotp(tx: Tx, userId: UserId, { sealed, lastStep }: Factor, code: string): Promise<boolean> {
    if (!isShort(code)) return false;
    const step = stepOfCode(unseal(this.config.SERVER_KEY, sealed), code, lastStep, Math.floor(Date.now() / 1_000));
    if (step === null) return false;
    await this.factors.useStep(tx, userId, step);
    return true;
  }
}
