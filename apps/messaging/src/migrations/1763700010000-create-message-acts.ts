import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happens to a message after it is sent. No foreign keys, for the reason messages have none. */
export class CreateMessageActs1763700010000 implements MigrationInterface {
  readonly name = 'CreateMessageActs1763700010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE member ADD COLUMN last_delivered_seq bigint NOT NULL DEFAULT 0`);
    await runner.query(`ALTER TABLE message ADD COLUMN deleted_by uuid`);
    // A thread is read by its root, oldest reply first; few messages are replies.
    await runner.query(`CREATE INDEX message_thread ON message (thread_root_id, seq) WHERE thread_root_id IS NOT NULL`);

    // Messages read singly, beyond the reader's cursor; the cursor swallows them when it passes.
    await runner.query(`
      CREATE TABLE receipt (
        conversation_id uuid NOT NULL,
        user_id uuid NOT NULL,
        seq bigint NOT NULL,
        read_at timestamptz NOT NULL,
        PRIMARY KEY (conversation_id, user_id, seq)
      )`);

    // Bodies before each edit, for audit.
    await runner.query(`
      CREATE TABLE message_revision (
        message_id uuid NOT NULL,
        n int NOT NULL,
        body jsonb NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (message_id, n)
      )`);

    // Messages one user has deleted for himself.
    await runner.query(`
      CREATE TABLE message_hide (
        message_id uuid NOT NULL,
        user_id uuid NOT NULL,
        hidden_at timestamptz NOT NULL,
        PRIMARY KEY (message_id, user_id)
      )`);

    await runner.query(`
      CREATE TABLE reaction (
        message_id uuid NOT NULL,
        user_id uuid NOT NULL,
        emoji text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (message_id, user_id, emoji)
      )`);

    await runner.query(`
      CREATE TABLE pin (
        conversation_id uuid NOT NULL,
        message_id uuid NOT NULL,
        pinned_by uuid NOT NULL,
        pinned_at timestamptz NOT NULL,
        PRIMARY KEY (conversation_id, message_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
