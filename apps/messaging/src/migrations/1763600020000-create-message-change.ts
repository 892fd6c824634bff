import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages, the change log and the client keys. No foreign keys here: rows are written only under the lock of
 * their conversation and never deleted before it, and a key check per row would cost a tenth of the send rate.
 */
export class CreateMessageChange1763600020000 implements MigrationInterface {
  readonly name = 'CreateMessageChange1763600020000';

  async up(runner: QueryRunner): Promise<void> {
    // Edits, deletions and thread counts update rows in place: some room on each page keeps them HOT.
    await runner.query(`
      CREATE TABLE message (
        id uuid PRIMARY KEY,
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        sender_id uuid NOT NULL,
        type text NOT NULL,
        body jsonb NOT NULL,
        attachments jsonb NOT NULL,
        metadata jsonb NOT NULL,
        reply_to_id uuid,
        thread_root_id uuid,
        thread_count int NOT NULL DEFAULT 0,
        client_key text,
        origin_dialect text,
        created_at timestamptz NOT NULL,
        edited_at timestamptz,
        deleted_at timestamptz
      ) WITH (fillfactor = 90)`);
    // History is read by place, newest first, and counted for unread from the read cursor on.
    await runner.query(`CREATE UNIQUE INDEX message_place ON message (conversation_id, seq)`);

    // Every change a client must not miss. Of a message only its id: sync shows it as it is now.
    await runner.query(`
      CREATE TABLE change (
        conversation_id uuid NOT NULL,
        seq bigint NOT NULL,
        type text NOT NULL,
        message_id uuid,
        payload jsonb,
        PRIMARY KEY (conversation_id, seq),
        CONSTRAINT change_content CHECK (message_id IS NOT NULL OR payload IS NOT NULL)
      )`);

    // The unique key decides which of two sends with one client key is the first (C55).
    await runner.query(`
      CREATE TABLE client_key (
        conversation_id uuid NOT NULL,
        sender_id uuid NOT NULL,
        client_key text NOT NULL,
        message_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (conversation_id, sender_id, client_key)
      )`);
    // The clean-up reads the oldest.
    await runner.query(`CREATE INDEX client_key_created_at ON client_key (created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
