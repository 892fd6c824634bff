import type { MigrationInterface, QueryRunner } from 'typeorm';

const textOrNull = (column: string): string => `coalesce(to_json(${column})::text, 'null')`;

/** The UserCard of a user_mirror row, as JSON text. */
const card = `'{"id":"' || id || '","num":' || num || ',"username":' || ${textOrNull('username')} || ',"displayName":' || ${textOrNull('display_name')}
  || ',"avatarUrl":' || ${textOrNull('avatar_url')} || '}'`;

/**
 * `store_messages` as it was, but each message of a conversation has a millisecond of its own: who pages by time (C24, A-RC-20) would
 * else miss what shares one with the last of a page. A conversation that is told more than a thousand a second runs ahead of the clock.
 *
 * The hot path (architecture 4.2): judges, numbers and stores a batch of drafts in one call. A function rather than one
 * statement with CTEs, because a statement sees the database as it was before it waited for its locks: here the
 * conversations are locked first (in id order, so batches never deadlock), and what follows sees every change made under
 * those locks: memberships, client keys, last_seq. Its plans are made once per connection.
 *
 * drafts: [{at, id, eventId, conversationId, senderId, clientKey, replyToId, isThreadReply, dialect, type, body, attachments, metadata,
 * opening}]; `opening` is the envelope's JSON without its end: open are itself, its payload and the payload's message, to
 * which is added what only the database knows. One row per draft comes back; verdict is NEW (seq, root_id, stamp, sender
 * set), REPEATED (first_id is the first message of that key) or an error code; cards are JSON. No client key may occur twice in a batch.
 */
export class StampEachMessage1763860000000 implements MigrationInterface {
  readonly name = 'StampEachMessage1763860000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION store_messages(drafts jsonb)
      RETURNS TABLE (at int, verdict text, first_id uuid, seq bigint, root_id uuid, stamp text, sender text, conversation text)
      LANGUAGE plpgsql
      -- Batches are small and tables large, whatever the statistics of a young database say.
      SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
      AS $function$
      #variable_conflict use_column
      DECLARE
        begun_at timestamptz;
      BEGIN
        PERFORM 1 FROM conversation c
          WHERE c.id IN (SELECT d."conversationId" FROM jsonb_to_recordset(drafts) AS d ("conversationId" uuid))
          ORDER BY c.id FOR NO KEY UPDATE;
        -- After the locks, so that within a conversation time follows seq whichever replica stores.
        begun_at := date_trunc('milliseconds', clock_timestamp());

        RETURN QUERY
        WITH judged AS MATERIALIZED (
          -- Each look-up is fenced (OFFSET 0) and goes by the whole primary key: left to the planner, a young or
          -- small table's statistics would have it scan rooms, and that plan would stay.
          SELECT d.*, c.last_seq, c.last_activity_at, r.id AS reply_id, r.thread_root_id AS reply_root, k.message_id AS first_id, coalesce(s.card, 'null') AS sender,
            '{"id":"' || c.id || '","num":' || c.num || ',"kind":"' || c.kind || '","title":' || ${textOrNull('c.title')} || ',"slug":' || ${textOrNull('c.slug')}
              || ',"pair":' || CASE WHEN c.direct_key IS NULL THEN 'null' WHEN starts_with(c.direct_key, d."senderId"::text)
                THEN '[' || coalesce(s.card, 'null') || ',' || coalesce(o.card, 'null') || ']'
                ELSE '[' || coalesce(o.card, 'null') || ',' || coalesce(s.card, 'null') || ']' END || '}' AS card,
            CASE
              WHEN c.id IS NULL OR c.deleted_at IS NOT NULL THEN 'CONVERSATION_NOT_FOUND'
              WHEN m.user_id IS NULL OR m.left_at IS NOT NULL THEN 'NOT_A_MEMBER'
              WHEN k.message_id IS NOT NULL THEN 'REPEATED'
              -- What the system says of an act in the conversation is no message to the other of the pair.
              WHEN o.is_gone AND d.type <> 'system' THEN 'RECIPIENT_GONE'
              WHEN c.direct_key IS NOT NULL AND EXISTS (
                SELECT 1 FROM block_mirror b WHERE b.pair_key = c.direct_key AND b.is_standing OFFSET 0) THEN 'BLOCKED'
              WHEN c.is_encryption_required AND d.body ->> 'kind' = 'plain' AND d.type <> 'system' THEN 'ENCRYPTION_REQUIRED'
              WHEN d."replyToId" IS NOT NULL AND (r.id IS NULL OR r.conversation_id <> c.id OR r.deleted_at IS NOT NULL) THEN 'MESSAGE_NOT_FOUND'
              ELSE 'NEW'
            END AS verdict
          FROM jsonb_to_recordset(drafts) AS d (at int, id uuid, "eventId" uuid, "conversationId" uuid, "senderId" uuid, "clientKey" text,
            "replyToId" uuid, "isThreadReply" boolean, dialect text, type text, body jsonb, attachments jsonb, metadata jsonb, opening text)
          LEFT JOIN LATERAL (SELECT * FROM conversation WHERE id = d."conversationId" OFFSET 0) c ON true
          LEFT JOIN LATERAL (SELECT * FROM member WHERE conversation_id = c.id AND user_id = d."senderId" OFFSET 0) m ON true
          LEFT JOIN LATERAL (SELECT * FROM client_key
            WHERE conversation_id = c.id AND sender_id = d."senderId" AND client_key = d."clientKey" OFFSET 0) k ON true
          LEFT JOIN LATERAL (SELECT * FROM message WHERE id = d."replyToId" OFFSET 0) r ON true
          LEFT JOIN LATERAL (SELECT ${card} AS card FROM user_mirror WHERE id = d."senderId" OFFSET 0) s ON true
          -- The other of a pair.
          LEFT JOIN LATERAL (SELECT deleted_at IS NOT NULL OR suspended_at IS NOT NULL AS is_gone, ${card} AS card FROM user_mirror
            WHERE id = (CASE WHEN starts_with(c.direct_key, d."senderId"::text) THEN split_part(c.direct_key, ':', 2)
              ELSE split_part(c.direct_key, ':', 1) END)::uuid OFFSET 0) o ON true
        ), numbered AS (
          SELECT j.*, row_number() OVER (PARTITION BY "conversationId" ORDER BY at) AS place FROM judged j WHERE j.verdict = 'NEW'
        ), stamped AS (
          SELECT n.*, greatest(begun_at, date_trunc('milliseconds', last_activity_at) + interval '1 ms') + (place - 1) * interval '1 ms' AS stored_at
          FROM numbered n
        ), stored AS MATERIALIZED (
          SELECT s.*, last_seq + place AS seq, to_char(stored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS sent_at,
            CASE WHEN "isThreadReply" THEN coalesce(reply_root, reply_id) ELSE reply_root END AS root_id
          FROM stamped s
        ), messages AS (
          INSERT INTO message (id, conversation_id, seq, sender_id, type, body, attachments, metadata, reply_to_id, thread_root_id,
            client_key, origin_dialect, created_at)
          SELECT id, "conversationId", seq, "senderId", type, body, attachments, metadata, "replyToId", root_id, "clientKey", dialect, stored_at
          FROM stored
        ), changes AS (
          INSERT INTO change (conversation_id, seq, type, message_id) SELECT "conversationId", seq, 'messaging.message.sent.v1', id FROM stored
        ), keys AS (
          INSERT INTO client_key (conversation_id, sender_id, client_key, message_id, created_at)
          SELECT "conversationId", "senderId", "clientKey", id, stored_at FROM stored WHERE "clientKey" IS NOT NULL
        ), events AS (
          INSERT INTO outbox (id, envelope)
          SELECT "eventId", (opening || ',"seq":' || seq || ',"sentAt":"' || sent_at || '","threadRootId":' || coalesce('"' || root_id || '"', 'null')
            || ',"sender":' || sender || '},"conversation":' || card || '},"occurredAt":"' || sent_at || '"}')::json
          FROM stored ORDER BY at
        ), heads AS (
          UPDATE conversation c SET last_seq = newest.seq, last_message_id = newest.id, last_activity_at = newest.stored_at
          FROM (SELECT DISTINCT ON ("conversationId") "conversationId", seq, id, stored_at FROM stored ORDER BY "conversationId", seq DESC) newest
          WHERE c.id = newest."conversationId"
        ), threads AS (
          UPDATE message m SET thread_count = m.thread_count + added.count
          FROM (SELECT root_id, count(*) FROM stored WHERE root_id IS NOT NULL GROUP BY root_id) added
          WHERE m.id = added.root_id
        )
        SELECT at, 'NEW', NULL::uuid, seq, root_id, sent_at, sender, card FROM stored
        UNION ALL SELECT at, verdict, first_id, NULL, NULL, NULL, NULL, card FROM judged WHERE verdict <> 'NEW';
      END
      $function$`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
