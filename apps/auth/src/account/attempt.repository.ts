import { Injectable } from '@nestjs/common';
import type { auth, ErrorCode, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';
import type { AttemptLimit, GuessLimit } from './attempt-limit.policy.js';

export interface Attempt {
  readonly kind: 'register' | 'log-in' | 'refresh' | 'verify-email' | 'forgot-password' | 'reset-password' | 'second-factor' | 'oauth' | 'api-key';
  /** As it was given; empty when the attempt named nobody. */
  readonly identifier: string;
  readonly userId: UserId | null;
  readonly client: Pick<auth.ClientInput, 'dialect' | 'ip'> | null;
}

/** What is counted together: all attempts at an account, or at a name nobody has. As the column `subject` says it. */
export const subjectOf = (identifier: string, userId: UserId | null): string => userId ?? identifier.toLowerCase();

const logAttempt = {
  name: 'attempt_log',
  text: 'INSERT INTO auth_attempt (kind, identifier, user_id, dialect, ip, outcome) VALUES ($1, $2, $3, $4, $5, $6)',
};

/** The last attempts in a bucket, newest first: the `max`th opens it again by leaving the window. Its three parameters begin at `$first`. */
const waitOf = ({ counts, isPerAddress }: AttemptLimit, first: number): string => `(
  WITH recent AS (
    SELECT id, at, outcome FROM auth_attempt
     WHERE kind = 'log-in' AND ip = $2 AND at > now() - make_interval(secs => $${first})
       AND ($${first + 2}::text IS NULL OR dialect = $${first + 2}) AND ${isPerAddress ? '$1::text IS NOT NULL' : 'subject = $1'}
  ) SELECT ceil(extract(epoch FROM at + make_interval(secs => $${first}) - now()))::int AS seconds FROM recent
     WHERE ${counts === 'failures' ? `outcome IN ('CREDENTIALS_WRONG', 'SECOND_FACTOR_WRONG')` : `outcome <> 'RATE_LIMITED'`}
       ${counts === 'failures' ? `AND id > coalesce((SELECT max(id) FROM recent WHERE outcome = 'success'), 0)` : ''}
     ORDER BY id DESC OFFSET $${first + 1} LIMIT 1)`;

/** The longest wait of several limits, in one statement: a log-in asks before its password is looked at. */
const waitFor = (limits: readonly AttemptLimit[]) => ({
  name: `attempt_wait_${limits.map(({ counts, isPerAddress }) => `${counts}_${isPerAddress ? 'address' : 'subject'}`).join('_')}`,
  text: `SELECT max(seconds) AS seconds FROM (${limits.map((limit, index) => waitOf(limit, 3 + 3 * index)).join(' UNION ALL ')}) waits`,
});

/** Every attempt to get in, with what became of it. Never a password, code or token. */
@Injectable()
export class AttemptRepository {
  async log(db: Queryable, { kind, identifier, userId, client }: Attempt, outcome: 'success' | ErrorCode): Promise<void> {
    await db.query(logAttempt, [kind, identifier, userId, client?.dialect ?? null, client?.ip ?? null, outcome]);
  }

  /** Seconds until a log-in is allowed again by every limit; null when it is now. Failures count since the last success. */
  async waitSeconds(db: Queryable, subject: string, ip: string, limits: readonly AttemptLimit[]): Promise<number | null> {
    const parameters = limits.flatMap(({ windowSeconds, max, dialect }) => [windowSeconds, max - 1, dialect]);
    const [row] = await db.query<{ readonly seconds: number | null }>(waitFor(limits), [subject, ip, ...parameters]);
    return typeof row?.seconds === 'number' ? Math.max(1, row.seconds) : null;
  }

  /** Forgets the oldest rows, at most so many, and answers how many those were. */
  async forget(db: Queryable, keptDays: number, rows: number): Promise<number> {
    const forgotten = await db.query(
      `WITH oldest AS (SELECT id, at FROM auth_attempt ORDER BY id LIMIT $2)
       DELETE FROM auth_attempt USING oldest WHERE auth_attempt.id = oldest.id AND oldest.at < now() - make_interval(days => $1) RETURNING 1`,
      [keptDays, rows],
    );
    return forgotten.length;
  }

  /** Seconds until a code of a subject may be guessed again, wherever the guesses came from; null when it may be now. */
  async guessWaitSeconds(
    db: Queryable,
    kind: 'second-factor' | 'verify-email',
    subject: string,
    { max, windowSeconds }: GuessLimit,
  ): Promise<number | null> {
    // The kind is part of the statement: each has an index of its own.
    const [row] = await db.query<{ readonly seconds: number }>(
      `SELECT ceil(extract(epoch FROM at + make_interval(secs => $2) - now()))::int AS seconds FROM auth_attempt
        WHERE kind = '${kind}' AND subject = $1 AND at > now() - make_interval(secs => $2)
          AND outcome IN ('SECOND_FACTOR_WRONG', 'CREDENTIALS_WRONG', 'VERIFICATION_CODE_WRONG')
        ORDER BY at DESC, id DESC OFFSET $3 LIMIT 1`,
      [subject, windowSeconds, max - 1],
    );
    return row === undefined ? null : Math.max(1, row.seconds);
  }
}
