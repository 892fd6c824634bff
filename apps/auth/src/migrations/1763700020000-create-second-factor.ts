import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a user has beside the password. */
export class CreateSecondFactor1763700020000 implements MigrationInterface {
  readonly name = 'CreateSecondFactor1763700020000';

  async up(runner: QueryRunner): Promise<void> {
    // sealed: the app's secret or the phone number. last_step: the newest time step used, so that no code is taken twice.
    await runner.query(`
      CREATE TABLE second_factor (
        user_id uuid NOT NULL REFERENCES account (user_id),
        kind text NOT NULL CHECK (kind IN ('sms', 'totp')),
        sealed text NOT NULL,
        is_active boolean NOT NULL,
        last_step bigint,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, kind)
      )`);
    await runner.query(`
      CREATE TABLE backup_code (
        user_id uuid NOT NULL REFERENCES account (user_id),
        code_digest bytea NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (user_id, code_digest)
      )`);
    // Wrong codes are counted per account, from whatever address they come.
    await runner.query(`CREATE INDEX auth_attempt_second_factor ON auth_attempt (subject, at) WHERE kind = 'second-factor'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
