import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The UserCard of a user_mirror row. */
const card = `jsonb_build_object('id', id, 'num', num, 'username', username, 'displayName', display_name, 'avatarUrl', avatar_url)`;

/**
 * The hot path (architecture 4.2): judges, numbers and stores a batch of drafts in one call. A function rather than one
 * statement with CTEs, because a statement sees the database as it was before it waited for its locks: here the
 * conversations are locked first (in id order, so batches never deadlock), and what follows sees every change made under
 * those locks: memberships, client keys, last_seq. Its plans are made once per connection.
 *
 * drafts: [{at, eventId, conversationId, senderId, clientKey, replyToId, isThreadReply, origin, message}], where `message`
 * is the contract's Message without what only the database knows. One row per draft comes back; verdict is NEW (envelope
 * set), REPEATED (message_id is the first message of that key, conversation its card) or an error code. No client key may occur twice in a batch.
 */
export class CreateAppendMessages1763600030000 implements MigrationInterface {
  readonly name = 'CreateAppendMessages1763600030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION append_messages(drafts jsonb)
      RETURNS TABLE (at int, verdict text, message_id uuid, conversation jsonb, envelope jsonb)
      LANGUAGE plpgsql
      -- Batches are small and tables large, whatever the statistics of a young database say.
      SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
      AS $function$
      #variable_conflict use_column
      DECLARE
        stored_at timestamptz;
        stamp text;
      BEGIN
        PERFORM 1 FROM conversation c
          WHERE c.id IN (SELECT d."conversationId" FROM jsonb_to_recordset(drafts) AS d ("conversationId" uuid))
          ORDER BY c.id FOR NO KEY UPDATE;
        -- After the locks, so that within a conversation time follows seq whichever replica stores.
        stored_at := date_trunc('milliseconds', clock_timestamp());
        stamp := to_char(stored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

        RETURN QUERY
        WITH judged AS MATERIALIZED (
          -- Each look-up is fenced (OFFSET 0) and goes by the whole primary key: left to the planner, a young or
          -- small table's statistics would have it scan rooms, and that plan would stay.
          SELECT d.*, c.last_seq, r.id AS reply_id, r.thread_root_id AS reply_root, k.message_id AS first_id,
            CASE WHEN c.direct_key IS NULL THEN u.card WHEN starts_with(c.direct_key, d."senderId"::text) THEN low.card ELSE high.card END AS sender,
            jsonb_build_object('id', c.id, 'num', c.num, 'kind', c.kind, 'title', c.title, 'slug', c.slug,
              'pair', CASE WHEN c.direct_key IS NOT NULL THEN jsonb_build_array(low.card, high.card) END) AS card,
            CASE
              WHEN c.id IS NULL OR c.deleted_at IS NOT NULL THEN 'CONVERSATION_NOT_FOUND'
              WHEN m.user_id IS NULL OR m.left_at IS NOT NULL THEN 'NOT_A_MEMBER'
              WHEN k.message_id IS NOT NULL THEN 'REPEATED'
              WHEN c.is_encryption_required AND d.message #>> '{body,kind}' = 'plain' AND d.message ->> 'type' <> 'system' THEN 'ENCRYPTION_REQUIRED'
              WHEN d."replyToId" IS NOT NULL AND (r.id IS NULL OR r.conversation_id <> c.id OR r.deleted_at IS NOT NULL) THEN 'MESSAGE_NOT_FOUND'
              ELSE 'NEW'
            END AS verdict
          FROM jsonb_to_recordset(drafts) AS d (at int, "eventId" uuid, "conversationId" uuid, "senderId" uuid, "clientKey" text,
            "replyToId" uuid, "isThreadReply" boolean, origin jsonb, message jsonb)
          LEFT JOIN LATERAL (SELECT * FROM conversation WHERE id = d."conversationId" OFFSET 0) c ON true
          LEFT JOIN LATERAL (SELECT * FROM member WHERE conversation_id = c.id AND user_id = d."senderId" OFFSET 0) m ON true
          LEFT JOIN LATERAL (SELECT * FROM client_key
            WHERE conversation_id = c.id AND sender_id = d."senderId" AND client_key = d."clientKey" OFFSET 0) k ON true
          LEFT JOIN LATERAL (SELECT * FROM message WHERE id = d."replyToId" OFFSET 0) r ON true
          -- The sender of a direct message is one of its pair.
          LEFT JOIN LATERAL (SELECT ${card} AS card FROM user_mirror
            WHERE id = CASE WHEN c.direct_key IS NULL THEN d."senderId" END OFFSET 0) u ON true
          LEFT JOIN LATERAL (SELECT ${card} AS card FROM user_mirror WHERE id = split_part(c.direct_key, ':', 1)::uuid OFFSET 0) low ON true
          LEFT JOIN LATERAL (SELECT ${card} AS card FROM user_mirror WHERE id = split_part(c.direct_key, ':', 2)::uuid OFFSET 0) high ON true
        ), numbered AS (
          SELECT j.*, last_seq + row_number() OVER (PARTITION BY "conversationId" ORDER BY at) AS seq,
            CASE WHEN "isThreadReply" THEN coalesce(reply_root, reply_id) ELSE reply_root END AS root_id
          FROM judged j WHERE j.verdict = 'NEW'
        ), stored AS MATERIALIZED (
          SELECT at, (message ->> 'id')::uuid AS id, "conversationId", seq, "senderId", message, "replyToId", root_id, "clientKey", "eventId",
            origin ->> 'dialect' AS dialect,
            jsonb_build_object('id', "eventId", 'subject', 'messaging.message.sent.v1', 'occurredAt', stamp, 'origin', origin,
              'payload', jsonb_build_object('conversation', card, 'clientKey', "clientKey", 'message', message || jsonb_build_object(
                'seq', seq, 'sentAt', stamp, 'threadRootId', root_id, 'sender', sender
              ))) AS envelope
          FROM numbered
        ), messages AS (
          INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, reply_to_id, thread_root_id,
            client_key, origin_dialect, created_at)
          SELECT id, "conversationId", seq, "senderId", message ->> 'type', message -> 'body', message -> 'attachments', message -> 'metadata',
            "replyToId", root_id, "clientKey", dialect, stored_at
          FROM stored
        ), changes AS (
          INSERT INTO change (conversation_id, seq, type, message_id) SELECT "conversationId", seq, 'messaging.message.sent.v1', id FROM stored
        ), keys AS (
          INSERT INTO client_key (conversation_id, sender_id, client_key, message_id, created_at)
          SELECT "conversationId", "senderId", "clientKey", id, stored_at FROM stored WHERE "clientKey" IS NOT NULL
        ), events AS (
          INSERT INTO outbox (id, envelope) SELECT "eventId", envelope FROM stored ORDER BY at
        ), heads AS (
          UPDATE conversation c SET last_seq = newest.seq, last_message_id = newest.id, last_activity_at = stored_at
          FROM (SELECT DISTINCT ON ("conversationId") "conversationId", seq, id FROM stored ORDER BY "conversationId", seq DESC) newest
          WHERE c.id = newest."conversationId"
        ), threads AS (
          UPDATE message m SET thread_count = m.thread_count + added.count
          FROM (SELECT root_id, count(*) FROM stored WHERE root_id IS NOT NULL GROUP BY root_id) added
          WHERE m.id = added.root_id
        )
        SELECT at, 'NEW', id, NULL::jsonb, envelope FROM stored
        UNION ALL SELECT at, verdict, first_id, card, NULL FROM judged WHERE verdict <> 'NEW';
      END
      $function$`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
