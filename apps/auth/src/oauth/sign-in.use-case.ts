import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { ProfileMaker } from '../registration/profile-maker.client.js';
import { RevokeSessions } from '../session/revoke-sessions.use-case.js';
import { displayNameOf } from './found-account.use-case.js';
import { LinkIdentity } from './link-identity.use-case.js';
import { OpenOAuthSession } from './open-oauth-session.use-case.js';
import type { Identity } from './openid-provider.client.js';

/** Lets an identity in: finds or makes its account, then opens a session of it. */
@Injectable()
export class SignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly linkIdentity: LinkIdentity,
    private readonly revokeSessions: RevokeSessions,
    private readonly profiles: ProfileMaker,
    private readonly openSession: OpenOAuthSession,
  ) {}

  /** @throws {AppError} EMAIL_UNVERIFIED, ACCOUNT_SUSPENDED */
  async execute(identity: Identity, client: auth.ClientInput): Promise<auth.LogIn> {
    const { account, isNew, revoked } = await this.transactions.run((tx) => this.linkIdentity.execute(tx, identity, client.dialect));
    this.revokeSessions.announce(revoked);
    if (isNew) {
      const { userId, username, email, createdAt } = account;
      const displayName = displayNameOf(identity.name, email ?? username);
      await this.profiles.make({ userId, username, displayName, email, phone: null, publicKey: null, dialect: client.dialect, createdAt });
    }
    return this.openSession.execute(account, client);
  }
}
