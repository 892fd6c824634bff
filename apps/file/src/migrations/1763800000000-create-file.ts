import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files from their ticket to their end, the messages and people that use them, and the objects that are to go. */
export class CreateFile1763800000000 implements MigrationInterface {
  readonly name = 'CreateFile1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE file (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL,
        conversation_id uuid,
        purpose text NOT NULL CHECK (purpose IN ('attachment', 'avatar')),
        state text NOT NULL CHECK (state IN ('prepared', 'stored', 'finished')),
        name text NOT NULL,
        claimed_mime text,
        max_bytes bigint NOT NULL,
        token_hash bytea,
        token_expires_at timestamptz NOT NULL,
        url_secret bytea NOT NULL,
        size_bytes bigint NOT NULL DEFAULT 0,
        mime text,
        kind text CHECK (kind IN ('image', 'video', 'audio', 'file')),
        sha256 text,
        has_thumbnail boolean NOT NULL DEFAULT false,
        width int,
        height int,
        duration_seconds double precision,
        uploaded_at timestamptz,
        expires_at timestamptz,
        CHECK (state = 'prepared' OR (mime IS NOT NULL AND kind IS NOT NULL AND sha256 IS NOT NULL AND uploaded_at IS NOT NULL))
      )`);
    // The sweep looks for what has expired, and most files never do.
    await runner.query('CREATE INDEX file_expiry ON file (expires_at) WHERE expires_at IS NOT NULL');
    // Usage of one owner is a sum over his files, and his account's end removes some of them.
    await runner.query('CREATE INDEX file_owner ON file (owner_id) INCLUDE (size_bytes)');
    await runner.query(`
      CREATE TABLE file_link (
        file_id uuid NOT NULL,
        message_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        unlinked_at timestamptz,
        PRIMARY KEY (file_id, message_id)
      )`);
    await runner.query(`
      CREATE TABLE avatar (
        owner_id uuid PRIMARY KEY,
        file_id uuid,
        changed_at timestamptz NOT NULL
      )`);
    // Rows are written with the deletion of a file and leave when the store has confirmed.
    await runner.query(`
      CREATE TABLE doomed_object (
        key text PRIMARY KEY,
        next_try_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
