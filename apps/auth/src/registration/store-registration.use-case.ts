import { Injectable } from '@nestjs/common';
import { auth, type Origin } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';
import { IssueSession } from '../session/issue-session.use-case.js';
import { MailCode } from '../verification/mail-code.use-case.js';
import { MakeAccount } from './make-account.use-case.js';

/** Everything of a registration that must become true together, inside the caller's transaction. */
@Injectable()
export class StoreRegistration {
  constructor(
    private readonly makeAccount: MakeAccount,
    private readonly issueSession: IssueSession,
    private readonly mailCode: MailCode,
    private readonly outbox: Outbox,
    private readonly config: AuthConfig,
  ) {}

  /** @throws {AppError} EMAIL_TAKEN, USERNAME_TAKEN */
  async execute(tx: Tx, input: auth.RegisterInput, passwordHash: string): Promise<auth.Registration> {
    const { client, displayName, email } = input;
    const account = await this.makeAccount.execute(tx, { email, username: input.username, passwordHash, displayName });
    // Nobody else knows the account yet, so its row needs no lock and no session gives way.
    const session = input.withSession ? (await this.issueSession.execute(tx, account, client, 'none')).session : null;
    if (email !== null) await this.mailCode.execute(tx, { userId: account.userId, email, name: displayName, isAsked: false });
    const origin: Origin | null = session === null ? null : { userId: account.userId, sessionId: session.sessionId, dialect: client.dialect };
    await this.outbox.add(tx, auth.accountRegistered, { account, dialect: client.dialect, profile: this.profileOf(input) }, origin);
    return { account, session };
  }

  private profileOf({ displayName, phone, publicKey }: auth.RegisterInput): auth.RegisteredProfile {
    return { displayName, sealedPhone: phone === null ? null : seal(this.config.SERVER_KEY, phone), publicKey };
  }
}
