import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations and who is in them. */
export class CreateConversationMember1763600010000 implements MigrationInterface {
  readonly name = 'CreateConversationMember1763600010000';

  async up(runner: QueryRunner): Promise<void> {
    // Every send updates last_seq, last_message_id and last_activity_at: none is indexed and pages keep room, so updates stay HOT.
    await runner.query(`
      CREATE TABLE conversation (
        id uuid PRIMARY KEY,
        num bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL CHECK (kind IN ('direct', 'room')),
        direct_key text,
        title text,
        slug text,
        description text,
        visibility text NOT NULL CHECK (visibility IN ('public', 'private')),
        owner_id uuid,
        avatar_url text,
        max_members int,
        is_encryption_required boolean NOT NULL DEFAULT false,
        is_auto_summary_enabled boolean NOT NULL DEFAULT false,
        summary_threshold int NOT NULL DEFAULT 50,
        member_count int NOT NULL,
        last_seq bigint NOT NULL DEFAULT 0,
        last_message_id uuid,
        last_activity_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT conversation_shape CHECK ((kind = 'direct') = (direct_key IS NOT NULL) AND (kind = 'room') = (slug IS NOT NULL))
      ) WITH (fillfactor = 60)`);
    // UMOC names groups by number.
    await runner.query(`CREATE UNIQUE INDEX conversation_num ON conversation (num)`);
    // One direct conversation per pair ("<lower id>:<higher id>"), whoever opens it first.
    await runner.query(`CREATE UNIQUE INDEX conversation_direct_key ON conversation (direct_key)`);
    // A slug is unique among live rooms and free again once its room is deleted (C39, C42).
    await runner.query(`CREATE UNIQUE INDEX conversation_slug ON conversation (slug) WHERE deleted_at IS NULL`);

    await runner.query(`
      CREATE TABLE member (
        conversation_id uuid NOT NULL REFERENCES conversation,
        user_id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
        joined_at timestamptz NOT NULL,
        joined_seq bigint NOT NULL,
        left_at timestamptz,
        left_seq bigint,
        last_read_seq bigint NOT NULL DEFAULT 0,
        last_read_at timestamptz,
        PRIMARY KEY (conversation_id, user_id)
      ) WITH (fillfactor = 80)`);
    // "My conversations", on every list, sync and new socket; answered from the index alone.
    await runner.query(`CREATE INDEX member_user ON member (user_id) INCLUDE (conversation_id) WHERE left_at IS NULL`);
    // The longest-serving members of a room without sorting all of them.
    await runner.query(`CREATE INDEX member_seniority ON member (conversation_id, joined_at, user_id) WHERE left_at IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
