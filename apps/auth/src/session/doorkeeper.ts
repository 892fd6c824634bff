import { Injectable } from '@nestjs/common';
import { AppError, type auth, type ErrorCode } from '@parley/contracts';
import { Database, type Tx } from '@parley/persistence';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import { AttemptRepository, type Attempt } from '../account/attempt.repository.js';
import { passwordMatches } from '../account/password.codec.js';
import { LogInLimits } from './log-in-limits.js';
import { SecondFactorGate } from './second-factor-gate.js';

const attemptOf = ({ client, identifier }: auth.LogInInput, found: Credentials | null): Attempt => ({
  kind: 'log-in',
  identifier,
  userId: found?.account.userId ?? null,
  client,
});

/** Who may come in, and how far until a second factor is given. */
export interface Admission {
  readonly credentials: Credentials;
  readonly mfa: auth.MfaState;
}

/** Decides who may open a session with a password, and logs every attempt. */
@Injectable()
export class Doorkeeper {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly attempts: AttemptRepository,
    private readonly limits: LogInLimits,
    private readonly secondFactor: SecondFactorGate,
  ) {}

  /** In the order of C16. @throws {AppError} RATE_LIMITED, CREDENTIALS_WRONG, ACCOUNT_SUSPENDED, EMAIL_UNVERIFIED, SECOND_FACTOR_* */
  async check(input: auth.LogInInput): Promise<Admission> {
    const found = await this.accounts.findCredentials(this.database, input.identifier);
    return this.limits.guard(input, found?.account.userId ?? null, () => this.examine(input, found));
  }

  private async examine(input: auth.LogInInput, found: Credentials | null): Promise<Admission> {
    const matches = await passwordMatches(input.password, found?.passwordHash ?? null);
    if (found === null || !matches) return this.refuse(input, found, 'CREDENTIALS_WRONG');
    const objection = this.objectionTo(found.account, input.client);
    if (objection !== null) return this.refuse(input, found, objection);
    return { credentials: found, mfa: found.hasSecondFactor ? await this.giveFactor(input, found) : 'none' };
  }

  /** The account, noted as logged in and locked until the transaction ends; null when its credentials changed since `check`. */
  admit(tx: Tx, credentials: Credentials, input: auth.LogInInput): Promise<auth.Account | null> {
    return this.accounts.noteLogIn(tx, credentials, input);
  }

  /** Asked only once the password is right, so that an account's state is told to its owner alone (C16). */
  private objectionTo(account: auth.Account, { dialect }: auth.ClientInput): ErrorCode | null {
    if (account.state === 'suspended') return 'ACCOUNT_SUSPENDED';
    return dialect === 'connectbest' && !account.isEmailVerified ? 'EMAIL_UNVERIFIED' : null;
  }

  /** In v1 alone a log-in without the code gives a session, which waits for it (C18). */
  private async giveFactor(input: auth.LogInInput, found: Credentials): Promise<auth.MfaState> {
    const { client } = input;
    const passage = await this.secondFactor.pass(found.account, client, input.code ?? null, client.dialect === 'v1');
    if ('mfa' in passage) return passage.mfa;
    await this.attempts.log(this.database, attemptOf(input, found), passage.refusal.code);
    throw passage.refusal;
  }

  private async refuse(input: auth.LogInInput, found: Credentials | null, code: ErrorCode): Promise<never> {
    await this.attempts.log(this.database, attemptOf(input, found), code);
    throw new AppError(code);
  }
}
