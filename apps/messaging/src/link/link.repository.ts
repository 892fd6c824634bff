import { Injectable } from '@nestjs/common';
import type { ConversationId, messaging, MessageId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

/** A message that waits for the preview of its link. */
export interface LinkTask {
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly url: string;
}

const claimDue = {
  name: 'link_claim_due',
  text: `UPDATE link_task SET due_at = now() + interval '30 seconds' WHERE message_id IN (
           SELECT message_id FROM link_task WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
         ) RETURNING message_id AS "messageId", conversation_id AS "conversationId", url`,
};

/** Previews that were fetched, and messages that wait for theirs. */
@Injectable()
export class LinkRepository {
  /** Of these addresses what was fetched lately: a day ago at most, or 10 minutes where there was nothing to show (null). */
  async cached(db: Queryable, urls: readonly string[]): Promise<ReadonlyMap<string, messaging.LinkPreview | null>> {
    if (urls.length === 0) return new Map();
    const rows = await db.query<{ readonly url: string; readonly preview: messaging.LinkPreview | null }>(
      `SELECT url, preview FROM link_preview WHERE url = ANY($1::text[])
         AND fetched_at > now() - CASE WHEN preview IS NULL THEN interval '10 minutes' ELSE interval '1 day' END`,
      [urls],
    );
    return new Map(rows.map(({ url, preview }) => [url, preview]));
  }

  async keep(db: Queryable, url: string, preview: messaging.LinkPreview | null): Promise<void> {
    await db.query(
      `INSERT INTO link_preview (url, preview, fetched_at) VALUES ($1, $2, now())
       ON CONFLICT (url) DO UPDATE SET preview = excluded.preview, fetched_at = excluded.fetched_at`,
      [url, preview === null ? null : JSON.stringify(preview)],
    );
  }

  /** Removes up to `limit` previews that are no longer used. */
  async forget(db: Queryable, limit: number): Promise<number> {
    const rows = await db.query(
      `DELETE FROM link_preview WHERE url IN (
         SELECT url FROM link_preview WHERE fetched_at < now() - interval '1 day' ORDER BY fetched_at LIMIT $1 FOR UPDATE SKIP LOCKED
       ) RETURNING 1`,
      [limit],
    );
    return rows.length;
  }

  /** A message waits for one link at a time: the newest wins. */
  async want(tx: Tx, tasks: readonly LinkTask[]): Promise<void> {
    if (tasks.length === 0) return;
    await tx.query(
      `INSERT INTO link_task (message_id, conversation_id, url)
       SELECT "messageId", "conversationId", url FROM jsonb_to_recordset($1) AS task ("messageId" uuid, "conversationId" uuid, url text)
       ON CONFLICT (message_id) DO UPDATE SET url = excluded.url, due_at = now()`,
      [JSON.stringify(tasks)],
    );
  }

  /** Takes up to `limit` tasks for half a minute: if their taker dies, another goes on. Replicas take different ones. */
  claim(db: Queryable, limit: number): Promise<LinkTask[]> {
    return db.query<LinkTask>(claimDue, [limit]);
  }

  /** Ends a task; false when it has ended already, or is about another link now. */
  async settle(tx: Tx, { messageId, url }: LinkTask): Promise<boolean> {
    return (await tx.query('DELETE FROM link_task WHERE message_id = $1 AND url = $2 RETURNING 1', [messageId, url])).length > 0;
  }

  async drop(tx: Tx, messageId: MessageId): Promise<void> {
    await tx.query('DELETE FROM link_task WHERE message_id = $1', [messageId]);
  }

  /** False when the message is gone. */
  async show(tx: Tx, messageId: MessageId, preview: messaging.LinkPreview | null): Promise<boolean> {
    const rows = await tx.query('UPDATE message SET link_preview = $2 WHERE id = $1 AND deleted_at IS NULL RETURNING 1', [
      messageId,
      preview === null ? null : JSON.stringify(preview),
    ]);
    return rows.length > 0;
  }
}
