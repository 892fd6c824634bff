import { Injectable } from '@nestjs/common';
import type { auth, Origin } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';
import { SecondFactorRepository } from '../second-factor/second-factor.repository.js';
import { Deeds } from './deeds.js';
import { ErasureRepository } from './erasure.repository.js';

/** Erases an account inside the caller's transaction, and asks the other services to do the same. */
@Injectable()
export class EraseAccount {
  constructor(
    private readonly erasures: ErasureRepository,
    private readonly factors: SecondFactorRepository,
    private readonly deeds: Deeds,
    private readonly config: AuthConfig,
  ) {}

  async execute(tx: Tx, account: auth.Account, actor: Origin | null): Promise<void> {
    const phones = (await this.factors.list(tx, account.userId)).filter(({ kind }) => kind === 'sms');
    const addresses = [account.email, ...phones.map(({ sealed }) => unseal(this.config.SERVER_KEY, sealed))];
    await this.erasures.erase(tx, account.userId);
    await this.deeds.deleted(
      tx,
      account,
      actor,
      addresses.filter((address) => address !== null),
    );
  }
}
