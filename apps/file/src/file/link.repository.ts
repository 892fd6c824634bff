import { Injectable } from '@nestjs/common';
import type { ConversationId, FileId, MessageId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

/** Which messages use which files. A message that is deleted leaves its mark: news of its sending may come later. */
@Injectable()
export class LinkRepository {
  /** Answers the files that are now used. */
  async link(tx: Tx, messageId: MessageId, conversationId: ConversationId, fileIds: readonly FileId[]): Promise<readonly FileId[]> {
    const rows = await tx.query<{ id: FileId }>(
      `INSERT INTO file_link (file_id, message_id, conversation_id) SELECT id, $1, $2 FROM file WHERE id = ANY($3::uuid[])
       ON CONFLICT DO NOTHING RETURNING file_id AS id`,
      [messageId, conversationId, fileIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Answers the files that no message uses any more. */
  async unlink(tx: Tx, messageId: MessageId, conversationId: ConversationId, fileIds: readonly FileId[]): Promise<readonly FileId[]> {
    await tx.query('SELECT FROM file WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [fileIds]);
    await tx.query(
      `INSERT INTO file_link (file_id, message_id, conversation_id, unlinked_at) SELECT id, $1, $2, now() FROM file WHERE id = ANY($3::uuid[])
       ON CONFLICT (file_id, message_id) DO UPDATE SET unlinked_at = now()`,
      [messageId, conversationId, fileIds],
    );
    const rows = await tx.query<{ id: FileId }>(
      `SELECT id FROM file WHERE id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM file_link l WHERE l.file_id = file.id AND l.unlinked_at IS NULL)`,
      [fileIds],
    );
    return rows.map(({ id }) => id);
  }
}
