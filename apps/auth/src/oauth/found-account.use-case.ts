import { Injectable } from '@nestjs/common';
import { auth, plainName, type Dialect } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { ConfirmEmail } from '../account/confirm-email.use-case.js';
import { MakeAccount } from '../registration/make-account.use-case.js';

const maxNameChars = 100;

/** The beginning of a name, no character of it cut in half. */
const shortened = (name: string): string => Array.from(name).slice(0, maxNameChars).join('').trim();

/** How a person is called whose provider gave no name, or too long a one. */
export const displayNameOf = (name: string | null, email: string): string =>
  shortened(plainName(name ?? '')) || shortened(email.split('@')[0] ?? email);

/** Makes an account without a password, its address verified by the provider (A-CB-06). */
@Injectable()
export class FoundAccount {
  constructor(
    private readonly makeAccount: MakeAccount,
    private readonly confirmEmail: ConfirmEmail,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, email: string, name: string | null, dialect: Dialect): Promise<auth.Account> {
    const displayName = displayNameOf(name, email);
    const made = await this.makeAccount.execute(tx, { email, username: null, passwordHash: null, displayName });
    await this.confirmEmail.execute(tx, made.userId, email);
    const account: auth.Account = { ...made, isEmailVerified: true };
    await this.outbox.add(tx, auth.accountRegistered, { account, dialect, profile: { displayName, sealedPhone: null, publicKey: null } }, null);
    return account;
  }
}
