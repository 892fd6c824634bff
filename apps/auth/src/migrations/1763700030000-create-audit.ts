import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What admins do, and what they find people by. */
export class CreateAudit1763700030000 implements MigrationInterface {
  readonly name = 'CreateAudit1763700030000';

  async up(runner: QueryRunner): Promise<void> {
    // actor_id is null when the operator acted. No foreign keys: an entry outlives everybody in it.
    await runner.query(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        actor_id uuid,
        action text NOT NULL,
        target_kind text NOT NULL,
        target_id uuid NOT NULL,
        reason text,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    // The history of one target.
    await runner.query(`CREATE INDEX audit_entry_target ON audit_entry (target_id, at)`);

    // The name is user's, copied so that one statement searches and counts names and addresses.
    await runner.query(`ALTER TABLE account ADD COLUMN display_name text, ADD COLUMN display_name_at timestamptz`);
    await runner.query(`UPDATE account SET display_name = username`);
    await runner.query(`ALTER TABLE account ALTER COLUMN display_name SET NOT NULL`);
    // Admins look for parts of names and addresses.
    await runner.query(`CREATE INDEX account_search ON account USING gin (display_name gin_trgm_ops, (email::text) gin_trgm_ops)`);
    // They read the newest accounts first.
    await runner.query(`CREATE INDEX account_created_at ON account (created_at DESC, user_id) WHERE state <> 'deleted'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
