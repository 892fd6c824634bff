import { Injectable } from '@nestjs/common';
import type { auth, SessionId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

const lockOf = (id: string): string => `hashtextextended('session ' || ${id}::text, 0)`;

/** Sessions that have ended and whose tokens may still be alive: a registration that was under way then brings no device. */
@Injectable()
export class EndedSessionRepository {
  /** Waits for registrations by these sessions that are under way; later ones find them ended. */
  async note(tx: Tx, revocations: readonly Pick<auth.Revocation, 'sessionId' | 'forgetAt'>[]): Promise<void> {
    const ids = revocations.map(({ sessionId }) => sessionId).sort();
    for (const id of ids) await tx.query(`SELECT pg_advisory_xact_lock(${lockOf('$1')})`, [id]);
    await tx.query(
      `INSERT INTO ended_session (session_id, forget_at)
       SELECT e."sessionId", to_timestamp(e."forgetAt" / 1000.0) FROM jsonb_to_recordset($1::jsonb) AS e ("sessionId" uuid, "forgetAt" bigint)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(revocations)],
    );
  }

  /** Whether a session has ended; if not, none of its devices is forgotten before this transaction is over. */
  async has(tx: Tx, sessionId: SessionId): Promise<boolean> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${lockOf('$1')})`, [sessionId]);
    return (await tx.query('SELECT 1 FROM ended_session WHERE session_id = $1', [sessionId])).length > 0;
  }

  /** Those of which no token is alive any more. */
  async forget(db: Queryable): Promise<void> {
    await db.query('DELETE FROM ended_session WHERE forget_at < now()');
  }
}
