import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in with an OpenID provider. */
export class CreateOauth1763700040000 implements MigrationInterface {
  readonly name = 'CreateOauth1763700040000';

  async up(runner: QueryRunner): Promise<void> {
    // sealed: PKCE verifier and nonce, of no use to who reads the table.
    await runner.query(`
      CREATE TABLE oauth_state (
        state_hash bytea PRIMARY KEY,
        sealed text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    // What nobody came back for is swept.
    await runner.query(`CREATE INDEX oauth_state_expires_at ON oauth_state (expires_at)`);
    // The subject is for ever; addresses change hands.
    await runner.query(`
      CREATE TABLE oauth_identity (
        issuer text NOT NULL,
        subject text NOT NULL,
        user_id uuid NOT NULL REFERENCES account (user_id),
        email text,
        profile jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (issuer, subject)
      )`);
    // Erasing a person takes theirs.
    await runner.query(`CREATE INDEX oauth_identity_user ON oauth_identity (user_id)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
