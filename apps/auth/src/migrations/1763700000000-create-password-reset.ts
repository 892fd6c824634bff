import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which a forgotten password is set anew. */
export class CreatePasswordReset1763700000000 implements MigrationInterface {
  readonly name = 'CreatePasswordReset1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    // The key makes it one live link per user.
    await runner.query(`
      CREATE TABLE password_reset (
        user_id uuid PRIMARY KEY REFERENCES account (user_id),
        token_hash bytea NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);
    // A reset presents the token, nothing else.
    await runner.query(`CREATE UNIQUE INDEX password_reset_hash ON password_reset (token_hash)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
