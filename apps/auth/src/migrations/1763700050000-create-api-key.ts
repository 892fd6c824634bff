import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What integrations come in with (A-CB-05). */
export class CreateApiKey1763700050000 implements MigrationInterface {
  readonly name = 'CreateApiKey1763700050000';

  async up(runner: QueryRunner): Promise<void> {
    // A revoked key stays: the audit log speaks of it.
    await runner.query(`
      CREATE TABLE api_key (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL REFERENCES account (user_id),
        name text NOT NULL,
        key_hash bytea NOT NULL,
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'write']),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        revoked_at timestamptz
      )`);
    // A request presents the key, nothing else.
    await runner.query(`CREATE UNIQUE INDEX api_key_hash ON api_key (key_hash)`);
    // Admins read the newest live keys first.
    await runner.query(`CREATE INDEX api_key_live ON api_key (created_at DESC, id) WHERE revoked_at IS NULL`);
    // They go with their owner.
    await runner.query(`CREATE INDEX api_key_owner ON api_key (owner_id)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
