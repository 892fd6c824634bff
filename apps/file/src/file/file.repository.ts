import { Injectable } from '@nestjs/common';
import { file, type ConversationId, type FileId, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { keyOf, storedColumns, type StoredRow } from './file.entity.js';

/** What a message that asks for files says of itself. */
interface Reservation {
  readonly conversationId: ConversationId;
  readonly until: Date;
  readonly isLater: boolean;
}

interface Place {
  readonly conversationId: ConversationId;
  /** News of the message that shows it there is not here yet. */
  readonly isExpected: boolean;
}

/** Messages that show a file. */
const showing = 'SELECT FROM file_link l WHERE l.file_id = file.id AND l.unlinked_at IS NULL';
const isUnshown = `(purpose = 'avatar' OR NOT EXISTS (${showing}))`;

/** Files whose bytes are stored. */
@Injectable()
export class FileRepository {
  async find(db: Queryable, id: FileId): Promise<StoredRow | null> {
    return (await this.findMany(db, [id]))[0] ?? null;
  }

  /** In no promised order; absent: unknown, without bytes, or expired. */
  findMany(db: Queryable, ids: readonly FileId[]): Promise<StoredRow[]> {
    return db.query<StoredRow>(
      `SELECT ${storedColumns} FROM file WHERE id = ANY($1::uuid[]) AND state <> 'prepared' AND (expires_at IS NULL OR expires_at > now())`,
      [ids],
    );
  }

  /** Locked against a deletion. */
  lockMany(tx: Tx, ids: readonly FileId[]): Promise<StoredRow[]> {
    return tx.query<StoredRow>(
      `SELECT ${storedColumns} FROM file WHERE id = ANY($1::uuid[]) AND state <> 'prepared' AND (expires_at IS NULL OR expires_at > now())
        ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  /**
   * Notes that a message asks for files: what will expire does so no earlier than `until`, and no deletion of another message ends
   * them before news of this one comes, which is waited for until `until` where it is yet to be sent, else for a minute.
   */
  async reserve(db: Queryable, ids: readonly FileId[], { conversationId, until, isLater }: Reservation): Promise<void> {
    await db.query(
      `UPDATE file SET reserved_at = now(), expires_at = CASE WHEN expires_at IS NOT NULL THEN greatest(expires_at, $2) END,
              reservations = 1 + CASE WHEN reserved_until > now() THEN reservations ELSE 0 END,
              reserved_until = greatest(reserved_until, CASE WHEN $3 THEN $2 ELSE now() + interval '1 minute' END),
              reserved_for = CASE WHEN $3 THEN reserved_for ELSE $4 END
        WHERE id = ANY($1::uuid[])`,
      [ids, until, isLater, conversationId],
    );
  }

  /** One message less asks for them. What none asks for is offered again, and expires as if none had (C69), or at once where a message that showed it is gone (C54). */
  async release(db: Queryable, ids: readonly FileId[]): Promise<void> {
    await db.query(
      `UPDATE file SET reservations = greatest(reservations - 1, 0), reserved_at = CASE WHEN reservations > 1 THEN reserved_at END,
              reserved_until = CASE WHEN reservations > 1 THEN reserved_until END,
              expires_at = CASE WHEN expires_at IS NULL OR reservations > 1 THEN expires_at
                WHEN EXISTS (SELECT FROM file_link l WHERE l.file_id = file.id) THEN least(expires_at, now() + interval '1 minute')
                ELSE least(expires_at, greatest(uploaded_at + make_interval(secs => $2), now() + interval '1 day')) END
        WHERE id = ANY($1::uuid[])`,
      [ids, file.fileLimits.unusedSeconds],
    );
  }

  async keepForever(tx: Tx, ids: readonly FileId[]): Promise<void> {
    await tx.query('UPDATE file SET expires_at = NULL WHERE id = ANY($1::uuid[])', [ids]);
  }

  /** Deletes rows and links, and dooms their objects; answers what there was. */
  async delete(tx: Tx, ids: readonly FileId[]): Promise<readonly Pick<StoredRow, 'id' | 'ownerId' | 'conversationId' | 'purpose' | 'state'>[]> {
    if (ids.length === 0) return [];
    const rows = await tx.query<Pick<StoredRow, 'id' | 'ownerId' | 'conversationId' | 'purpose' | 'state'>>(
      `DELETE FROM file WHERE id = ANY($1::uuid[]) RETURNING id, owner_id AS "ownerId", conversation_id AS "conversationId", purpose, state`,
      [ids],
    );
    await tx.query('DELETE FROM file_link WHERE file_id = ANY($1::uuid[])', [ids]);
    const keys = rows.flatMap(({ id }) => [keyOf(id, 'original'), keyOf(id, 'thumbnail')]);
    await tx.query('INSERT INTO doomed_object (key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [keys]);
    return rows;
  }

  /** Up to `limit` files whose time is over, tickets that were never used among them; replicas take different ones. */
  async lockExpired(tx: Tx, limit: number): Promise<readonly FileId[]> {
    const rows = await tx.query<{ id: FileId }>('SELECT id FROM file WHERE expires_at < now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED', [
      limit,
    ]);
    return rows.map(({ id }) => id);
  }

  /**
   * What an account leaves that no message shows: avatars, and uploads nobody uses. One that a message asked for just now is spared
   * for the minute in which news of that message comes, and goes by itself where none does.
   */
  async lockUnshown(tx: Tx, ownerId: UserId): Promise<readonly FileId[]> {
    // First the locks: what is asked for or shown while this waits is seen by the statements after it.
    const locked = await tx.query<{ id: FileId }>(`SELECT id FROM file WHERE owner_id = $1 AND ${isUnshown} ORDER BY id FOR UPDATE`, [ownerId]);
    const ids = locked.map(({ id }) => id);
    const spared = await tx.query<{ id: FileId }>(
      `UPDATE file SET expires_at = reserved_at + interval '1 minute'
        WHERE id = ANY($1::uuid[]) AND purpose = 'attachment' AND reserved_for IS NOT NULL AND reservations > 0
          AND reserved_at > now() - interval '1 minute' AND ${isUnshown}
        RETURNING id`,
      [ids],
    );
    const rows = await tx.query<{ id: FileId }>(`SELECT id FROM file WHERE id = ANY($1::uuid[]) AND ${isUnshown} AND id <> ALL ($2::uuid[])`, [
      ids,
      spared.map(({ id }) => id),
    ]);
    return rows.map(({ id }) => id);
  }

  unused(db: Queryable, { ownerId, conversationId, kind, withinSeconds, limit }: file.ListUnusedUploadsInput): Promise<StoredRow[]> {
    return db.query<StoredRow>(
      `SELECT ${storedColumns} FROM file
        WHERE owner_id = $1 AND conversation_id = $2 AND ($3::text IS NULL OR kind = $3) AND purpose = 'attachment' AND state = 'finished'
          AND uploaded_at > now() - make_interval(secs => $4) AND NOT EXISTS (SELECT FROM file_link l WHERE l.file_id = file.id)
          AND (reserved_at IS NULL OR reserved_at < now() - interval '1 minute')
        ORDER BY uploaded_at DESC, id DESC LIMIT $5`,
      [ownerId, conversationId, kind ?? null, withinSeconds, limit],
    );
  }

  async usedBytes(db: Queryable, ownerId: UserId | null): Promise<number> {
    const [row] = await db.query<{ bytes: number }>(
      `SELECT coalesce(sum(size_bytes), 0)::float8 AS bytes FROM file WHERE $1::uuid IS NULL OR owner_id = $1`,
      [ownerId],
    );
    return row?.bytes ?? 0;
  }

  /** Those of the ids that belong to no file of ours. */
  async unknownOf(db: Queryable, ids: readonly FileId[]): Promise<ReadonlySet<FileId>> {
    const rows = await db.query<{ id: FileId }>(
      'SELECT given.id FROM unnest($1::uuid[]) AS given (id) WHERE NOT EXISTS (SELECT FROM file WHERE file.id = given.id)',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Up to `limit` files stored before a time, in the order of their ids. */
  async storedBefore(
    db: Queryable,
    { before, after, limit }: { readonly before: Date; readonly after: FileId | null; readonly limit: number },
  ): Promise<readonly FileId[]> {
    const rows = await db.query<{ id: FileId }>(
      `SELECT id FROM file WHERE state <> 'prepared' AND uploaded_at < $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [before, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Conversations a file was uploaded for or is shown in, and the one it is being sent to. */
  conversationsOf(db: Queryable, id: FileId): Promise<readonly Place[]> {
    return db.query<Place>(
      `SELECT conversation_id AS "conversationId", false AS "isExpected" FROM file WHERE id = $1 AND conversation_id IS NOT NULL
       UNION SELECT conversation_id, false FROM file_link WHERE file_id = $1 AND unlinked_at IS NULL
       UNION SELECT reserved_for, true FROM file WHERE id = $1 AND reservations > 0 AND reserved_until > now() AND reserved_for IS NOT NULL`,
      [id],
    );
  }
}
