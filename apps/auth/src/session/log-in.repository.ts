import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import { notingLogIn, notingLogInOf, toAccount, type AccountRow, type Credentials } from '../account/account.repository.js';
import { openingSession, openingSessionOf, type NewSession } from './session-opening.js';

const logIn = {
  name: 'log_in',
  text: `WITH ${notingLogIn}, ${openingSession(7, 'FROM noted')} SELECT noted.*, expires_at AS "expiresAt" FROM noted, opened`,
};

export interface LoggedIn {
  readonly account: auth.Account;
  readonly expiresAt: Date;
}

@Injectable()
export class LogInRepository {
  /** Notes a log-in and opens its session in one statement; null when the credentials changed since they were checked. */
  async open(db: Queryable, credentials: Credentials, input: auth.LogInInput, session: NewSession): Promise<LoggedIn | null> {
    const parameters = [...notingLogInOf(credentials, input), ...openingSessionOf(session)];
    const [row] = await db.query<AccountRow & Pick<LoggedIn, 'expiresAt'>>(logIn, parameters);
    return row === undefined ? null : { account: toAccount(row), expiresAt: row.expiresAt };
  }
}
