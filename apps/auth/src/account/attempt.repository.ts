import { Injectable } from '@nestjs/common';
import type { auth, ErrorCode, UserId } from '@parley/contracts';
import type { Queryable } from '@parley/persistence';

export interface Attempt {
  readonly kind: 'register' | 'log-in' | 'refresh' | 'verify-email' | 'forgot-password' | 'reset-password' | 'second-factor' | 'oauth';
  /** As it was given; empty when the attempt named nobody. */
  readonly identifier: string;
  readonly userId: UserId | null;
  readonly client: Pick<auth.ClientInput, 'dialect' | 'ip'> | null;
}

/** Every attempt to get in, with what became of it. Never a password, code or token. */
@Injectable()
export class AttemptRepository {
  async log(db: Queryable, { kind, identifier, userId, client }: Attempt, outcome: 'success' | ErrorCode): Promise<void> {
    await db.query('INSERT INTO auth_attempt (kind, identifier, user_id, dialect, ip, outcome) VALUES ($1, $2, $3, $4, $5, $6)', [
      kind,
      identifier,
      userId,
      client?.dialect ?? null,
      client?.ip ?? null,
      outcome,
    ]);
  }
}
