import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may come in, their sessions, and every attempt. */
export class CreateAuth1763600000000 implements MigrationInterface {
  readonly name = 'CreateAuth1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account (
        user_id uuid PRIMARY KEY,
        email citext,
        email_verified_at timestamptz,
        username citext NOT NULL,
        password_hash text,
        password_changed_at timestamptz NOT NULL DEFAULT now(),
        role text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'deleted')),
        suspended_reason text,
        suspended_by uuid,
        suspended_at timestamptz,
        last_login_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Unique over all dialects, whatever the case (C11): these decide racing registrations, and log-in looks up by them.
    await runner.query(`CREATE UNIQUE INDEX account_email ON account (email)`);
    await runner.query(`CREATE UNIQUE INDEX account_username ON account (username)`);

    // access_expires_at: when the newest access token dies; until then a revocation must be remembered by the gateways.
    await runner.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES account (user_id),
        dialect text NOT NULL,
        device_id text,
        token_hash bytea,
        mfa text NOT NULL DEFAULT 'none' CHECK (mfa IN ('none', 'pending', 'passed')),
        ip text NOT NULL,
        user_agent text,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        access_expires_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revoke_reason text,
        CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL))
      )`);
    // The live sessions of a user are counted, replaced and ended together.
    await runner.query(`CREATE INDEX session_live ON session (user_id, dialect) WHERE revoked_at IS NULL`);
    // One v1 session per device (A-V1-03).
    await runner.query(`
      CREATE UNIQUE INDEX session_device ON session (user_id, device_id)
       WHERE dialect = 'v1' AND device_id IS NOT NULL AND revoked_at IS NULL`);
    // Gateways ask every few seconds for what was revoked lately.
    await runner.query(`CREATE INDEX session_revoked_at ON session (revoked_at) WHERE revoked_at IS NOT NULL`);
    // The clean-up takes expired sessions every minute.
    await runner.query(`CREATE INDEX session_expires_at ON session (expires_at) WHERE revoked_at IS NULL`);

    await runner.query(`
      CREATE TABLE refresh_token (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES session (id),
        token_hash bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        rotated_to uuid REFERENCES refresh_token (id)
      )`);
    // A refresh presents the token, nothing else.
    await runner.query(`CREATE UNIQUE INDEX refresh_token_hash ON refresh_token (token_hash)`);

    // The key makes it one live code per user and purpose.
    await runner.query(`
      CREATE TABLE verification_code (
        user_id uuid NOT NULL REFERENCES account (user_id),
        purpose text NOT NULL,
        code_digest bytea NOT NULL,
        sent_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        PRIMARY KEY (user_id, purpose)
      )`);

    await runner.query(`
      CREATE TABLE auth_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        identifier text NOT NULL,
        user_id uuid,
        dialect text,
        ip text,
        kind text NOT NULL,
        outcome text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
