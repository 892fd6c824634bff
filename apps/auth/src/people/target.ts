import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { Admins } from './admins.js';

/** The account an admin acts on. */
@Injectable()
export class Target {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly admins: Admins,
  ) {}

  /** Locked until the transaction ends. @throws {AppError} ADMIN_REQUIRED, USER_NOT_FOUND */
  async lock(tx: Tx, { actor, userId }: auth.TargetAccountInput): Promise<auth.Account> {
    if (actor !== null) await this.admins.require(tx, actor.userId);
    const account = await this.accounts.lock(tx, userId);
    if (account === null) throw new AppError('USER_NOT_FOUND');
    return account;
  }

  /** @throws {AppError} SELF_TARGETED */
  requireOther({ actor, userId }: auth.TargetAccountInput): void {
    if (actor?.userId === userId) throw new AppError('SELF_TARGETED');
  }
}
