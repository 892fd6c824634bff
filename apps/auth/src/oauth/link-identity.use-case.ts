import { Injectable } from '@nestjs/common';
import { AppError, type auth, type Dialect } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { AccountRepository } from '../account/account.repository.js';
import { AdoptAccount } from './adopt-account.use-case.js';
import { FoundAccount } from './found-account.use-case.js';
import { OauthRepository } from './oauth.repository.js';
import type { Identity } from './openid-provider.client.js';

export interface Linked {
  readonly account: auth.Account;
  readonly isNew: boolean;
  /** Sessions that were ended: to be announced after commit. */
  readonly revoked: readonly auth.Revocation[];
}

/** The account of an identity: its own, else that of its verified address, else a new one (A-CB-06). Inside the caller's transaction. */
@Injectable()
export class LinkIdentity {
  constructor(
    private readonly identities: OauthRepository,
    private readonly accounts: AccountRepository,
    private readonly adoptAccount: AdoptAccount,
    private readonly foundAccount: FoundAccount,
  ) {}

  /** @throws {AppError} EMAIL_UNVERIFIED */
  async execute(tx: Tx, identity: Identity, dialect: Dialect): Promise<Linked> {
    const linked = await this.find(tx, identity, dialect);
    await this.identities.put(tx, linked.account.userId, identity);
    return linked;
  }

  private async find(tx: Tx, identity: Identity, dialect: Dialect): Promise<Linked> {
    const userId = await this.identities.userOf(tx, identity);
    const own = userId === null ? null : await this.accounts.lock(tx, userId);
    if (own !== null) return { account: own, isNew: false, revoked: [] };
    const { email } = identity;
    if (email === null || !identity.isEmailVerified) throw new AppError('EMAIL_UNVERIFIED');
    const sameAddress = await this.accounts.lockByEmail(tx, email);
    if (sameAddress !== null) return { account: sameAddress, isNew: false, revoked: await this.adoptAccount.execute(tx, sameAddress, email) };
    return { account: await this.foundAccount.execute(tx, email, identity.name, dialect), isNew: true, revoked: [] };
  }
}
