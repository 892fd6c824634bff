import { Injectable } from '@nestjs/common';
import type { ConversationId, NotificationId, UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { everybody } from './notice.repository.js';

/** What has become of something, up to a place: for one user, or with null for everybody. */
export interface Fate {
  readonly scope: string;
  readonly userId: UserId | null;
  readonly outcome: 'read' | 'gone' | 'edited';
  readonly place: number;
  /** Of what was edited. */
  readonly body?: string;
}

/** How far somebody has read a conversation. */
export interface ReadPlace {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly place: number;
}

/** Somebody, or with null everybody, has left a conversation. */
export interface Leave {
  readonly conversationId: ConversationId;
  readonly userId: UserId | null;
  /** Where in its log, and when in milliseconds since 1970. */
  readonly place: number;
  readonly time: number;
}

/** A scope and all within it: `message:…` and its reactions. */
const within = `n.source >= $1 AND n.source < $1 || ';'`;

const idsOf = (rows: readonly { readonly id: NotificationId }[]): readonly NotificationId[] => rows.map(({ id }) => id);

/** What becomes of notifications; writers hold the lock. Each answers the ids of those that it concerned. */
@Injectable()
export class FateRepository {
  /** While it is held nobody is told anything. */
  async lock(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('fate'))`);
  }

  /** Keeps them for notifications that are still to come; of two the farther one counts. */
  async note(tx: Tx, fates: readonly Fate[]): Promise<void> {
    await tx.query(
      `INSERT INTO fate (scope, user_id, outcome, place, body)
       SELECT DISTINCT ON (f.scope, user_id, f.outcome) f.scope, coalesce(f."userId", '${everybody}') AS user_id, f.outcome, f.place, f.body
         FROM jsonb_to_recordset($1::jsonb) AS f (scope text, "userId" uuid, outcome text, place bigint, body text)
        ORDER BY f.scope, user_id, f.outcome, f.place DESC
       ON CONFLICT (scope, user_id, outcome) DO UPDATE SET place = excluded.place, body = excluded.body, noted_at = now()
       WHERE fate.place < excluded.place`,
      [JSON.stringify(fates)],
    );
  }

  /** What stands in these conversations up to these places is read by these people. */
  async readUpTo(tx: Tx, places: readonly ReadPlace[]): Promise<readonly NotificationId[]> {
    return idsOf(
      await tx.query(
        `UPDATE notification n SET read_at = now()
           FROM jsonb_to_recordset($1::jsonb) AS f ("conversationId" uuid, "userId" uuid, place bigint)
          WHERE n.conversation_id = f."conversationId" AND n.user_id = f."userId" AND n.place <= f.place AND n.read_at IS NULL RETURNING n.id`,
        [JSON.stringify(places)],
      ),
    );
  }

  /** What is told of these scopes is read; with null, by everybody it is told to. */
  async read(tx: Tx, scopes: readonly Pick<Fate, 'scope' | 'userId'>[]): Promise<readonly NotificationId[]> {
    return idsOf(
      await tx.query(
        `UPDATE notification n SET read_at = now() FROM jsonb_to_recordset($1::jsonb) AS f (scope text, "userId" uuid)
          WHERE n.source = f.scope AND (f."userId" IS NULL OR n.user_id = f."userId") AND n.read_at IS NULL RETURNING n.id`,
        [JSON.stringify(scopes)],
      ),
    );
  }

  /** Takes back what was told of a scope up to a place; with null, from everybody. */
  async remove(tx: Tx, scope: string, userId: UserId | null, place: number): Promise<readonly NotificationId[]> {
    return idsOf(
      await tx.query(`DELETE FROM notification n WHERE ${within} AND ($2::uuid IS NULL OR n.user_id = $2) AND n.place <= $3 RETURNING n.id`, [
        scope,
        userId,
        place,
      ]),
    );
  }

  /** Takes back what was told of a conversation up to a place, and of its calls up to a time; with null, from everybody. */
  async leave(tx: Tx, { conversationId, userId, place, time }: Leave): Promise<readonly NotificationId[]> {
    return idsOf(
      await tx.query(
        `DELETE FROM notification n WHERE n.conversation_id = $1 AND ($2::uuid IS NULL OR n.user_id = $2)
            AND n.place <= CASE n.kind WHEN 'call_missed' THEN $4::bigint ELSE $3 END RETURNING n.id`,
        [conversationId, userId, place, time],
      ),
    );
  }

  /** Leaves of what was told of a message that it was told. */
  async blank(tx: Tx, scope: string): Promise<readonly NotificationId[]> {
    return idsOf(await tx.query(`UPDATE notification n SET body = '', read_at = coalesce(n.read_at, now()) WHERE ${within} RETURNING n.id`, [scope]));
  }

  /** Shows a message as it now reads, unless a later edit has done so. */
  async revise(tx: Tx, scope: string, body: string, place: number): Promise<void> {
    await tx.query(
      `UPDATE notification n SET body = $2 WHERE ${within}
          AND NOT EXISTS (SELECT 1 FROM fate WHERE scope = $1 AND (outcome = 'edited' AND place > $3 OR outcome = 'gone' AND user_id = '${everybody}'))`,
      [scope, body, place],
    );
  }
}
