import { Injectable } from '@nestjs/common';
import { file, type ConversationId, type FileId, type UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';
import { FewAtOnce } from '@parley/runtime';
import { storedColumns, type StoredRow } from '../file/file.entity.js';

export interface NewUpload {
  readonly id: FileId;
  readonly ownerId: UserId;
  readonly conversationId: ConversationId | null;
  readonly purpose: file.FilePurpose;
  readonly name: string;
  readonly claimedMime: string | null;
  readonly maxBytes: number;
  readonly tokenHash: Buffer;
  readonly urlSecret: Buffer;
}

/** An upload whose ticket has just been used. */
export interface ClaimedUpload {
  readonly id: FileId;
  readonly purpose: file.FilePurpose;
  readonly name: string;
  readonly claimedMime: string | null;
  readonly maxBytes: number;
}

/** What is known of a file once its bytes are stored. */
export type StoredFacts = Pick<StoredRow, 'sizeBytes' | 'mime' | 'kind' | 'sha256' | 'hasThumbnail' | 'width' | 'height' | 'durationSeconds'>;

/** How long bytes may take to come, and then to be finished. */
const underWaySeconds = 3_600;

/** Statements of uploads that may run at once. Who waits for a connection of the pool is refused after 2 s; who stands in line is not. */
const places = 3;

/** Files on their way. */
@Injectable()
export class UploadRepository {
  private readonly line = new FewAtOnce(places);

  /** Answers when the ticket ends. */
  async add(db: Queryable, { id, ownerId, conversationId, purpose, name, claimedMime, maxBytes, tokenHash, urlSecret }: NewUpload): Promise<Date> {
    const [row] = await this.inLine<{ expiresAt: Date }>(
      db,
      `INSERT INTO file (id, owner_id, conversation_id, purpose, state, name, claimed_mime, max_bytes, token_hash, url_secret, token_expires_at, expires_at)
       VALUES ($1, $2, $3, $4, 'prepared', $5, $6, $7, $8, $9, now() + make_interval(secs => $10), now() + make_interval(secs => $10 + $11))
       RETURNING token_expires_at AS "expiresAt"`,
      [id, ownerId, conversationId, purpose, name, claimedMime, maxBytes, tokenHash, urlSecret, file.fileLimits.ticketSeconds, underWaySeconds],
    );
    if (row === undefined) throw new Error('no row was inserted');
    return row.expiresAt;
  }

  /** Uses up a ticket; null when it is unknown, used or dead. */
  async claim(db: Queryable, id: FileId, tokenHash: Buffer): Promise<ClaimedUpload | null> {
    const [row] = await this.inLine<ClaimedUpload>(
      db,
      `UPDATE file SET token_hash = NULL, expires_at = now() + make_interval(secs => $3)
        WHERE id = $1 AND token_hash = $2 AND token_expires_at > now()
       RETURNING id, purpose, name, claimed_mime AS "claimedMime", max_bytes::float8 AS "maxBytes"`,
      [id, tokenHash, underWaySeconds],
    );
    return row ?? null;
  }

  /** Null when the upload was discarded meanwhile. */
  async markStored(db: Queryable, id: FileId, facts: StoredFacts): Promise<StoredRow | null> {
    const { sizeBytes, mime, kind, sha256, hasThumbnail, width, height, durationSeconds } = facts;
    const [row] = await this.inLine<StoredRow>(
      db,
      `UPDATE file SET state = 'stored', size_bytes = $2, mime = $3, kind = $4, sha256 = $5, has_thumbnail = $6, width = $7, height = $8,
              duration_seconds = $9, uploaded_at = now(), expires_at = now() + make_interval(secs => $10)
        WHERE id = $1 AND state = 'prepared' RETURNING ${storedColumns}`,
      [id, sizeBytes, mime, kind, sha256, hasThumbnail, width, height, durationSeconds, underWaySeconds],
    );
    return row ?? null;
  }

  /** Own uploads in any state, locked. */
  lockOwn(tx: Tx, ownerId: UserId, ids: readonly FileId[]): Promise<{ id: FileId; state: string; conversationId: ConversationId | null }[]> {
    return tx.query(
      `SELECT id, state, conversation_id AS "conversationId" FROM file WHERE owner_id = $1 AND id = ANY($2::uuid[])
          AND (expires_at IS NULL OR expires_at > now()) ORDER BY id FOR UPDATE`,
      [ownerId, ids],
    );
  }

  /** Binds what is not bound, and lets it be used for a week. */
  async finish(tx: Tx, ids: readonly FileId[], conversationId: ConversationId | null): Promise<readonly StoredRow[]> {
    return tx.query<StoredRow>(
      `UPDATE file SET state = 'finished', conversation_id = coalesce(conversation_id, $2),
              expires_at = CASE WHEN state = 'finished' THEN expires_at ELSE uploaded_at + make_interval(secs => $3) END
        WHERE id = ANY($1::uuid[]) RETURNING ${storedColumns}`,
      [ids, conversationId, file.fileLimits.unusedSeconds],
    );
  }

  private inLine<Row>(db: Queryable, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return this.line.run(() => db.query<Row>(sql, parameters));
  }
}
