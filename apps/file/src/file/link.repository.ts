import { Injectable } from '@nestjs/common';
import type { ConversationId, FileId, MessageId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** Which messages use which files. A message that is deleted leaves its mark: news of its sending may come later. */
@Injectable()
export class LinkRepository {
  /** Answers the files that are now used. */
  async link(tx: Tx, messageId: MessageId, conversationId: ConversationId, fileIds: readonly FileId[]): Promise<readonly FileId[]> {
    await this.lock(tx, fileIds);
    const rows = await tx.query<{ id: FileId }>(
      `INSERT INTO file_link (file_id, message_id, conversation_id) SELECT id, $1, $2 FROM file WHERE id = ANY($3::uuid[])
       ON CONFLICT DO NOTHING RETURNING file_id AS id`,
      [messageId, conversationId, fileIds],
    );
    const ids = rows.map(({ id }) => id);
    await this.fulfil(tx, ids);
    return ids;
  }

  /** Answers the files that no message uses any more. What another message has just asked for expires unless news of that one comes. */
  async unlink(tx: Tx, messageId: MessageId, conversationId: ConversationId, fileIds: readonly FileId[]): Promise<readonly FileId[]> {
    await this.lock(tx, fileIds);
    const known = await tx.query<{ id: FileId }>(
      'UPDATE file_link SET unlinked_at = now() WHERE file_id = ANY($2::uuid[]) AND message_id = $1 RETURNING file_id AS id',
      [messageId, fileIds],
    );
    const early = fileIds.filter((fileId) => !known.some(({ id }) => id === fileId));
    await tx.query(
      `INSERT INTO file_link (file_id, message_id, conversation_id, unlinked_at) SELECT id, $1, $2, now() FROM file WHERE id = ANY($3::uuid[])`,
      [messageId, conversationId, early],
    );
    await this.fulfil(tx, early);
    const rows = await tx.query<{ id: FileId; isAwaited: boolean }>(
      `SELECT id, reservations > 0 AND coalesce(reserved_until > now(), false) AS "isAwaited" FROM file
        WHERE id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM file_link l WHERE l.file_id = file.id AND l.unlinked_at IS NULL)`,
      [fileIds],
    );
    const awaited = rows.flatMap(({ id, isAwaited }) => (isAwaited ? [id] : []));
    await tx.query('UPDATE file SET expires_at = reserved_until WHERE id = ANY($1::uuid[])', [awaited]);
    return rows.flatMap(({ id, isAwaited }) => (isAwaited ? [] : [id]));
  }

  private async lock(tx: Tx, ids: readonly FileId[]): Promise<void> {
    await tx.query('SELECT FROM file WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  }

  /** News of a message that had asked for files has come. */
  private async fulfil(tx: Tx, ids: readonly FileId[]): Promise<void> {
    await tx.query('UPDATE file SET reservations = greatest(reservations - 1, 0) WHERE id = ANY($1::uuid[])', [ids]);
  }
}
