import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes failed log-ins countable by whom they were aimed at. */
export class CountAttempts1763700010000 implements MigrationInterface {
  readonly name = 'CountAttempts1763700010000';

  async up(runner: QueryRunner): Promise<void> {
    // One bucket per account, whether it was named by address or username; names nobody has are buckets of their own.
    await runner.query(
      `ALTER TABLE auth_attempt ADD COLUMN subject text NOT NULL GENERATED ALWAYS AS (coalesce(user_id::text, lower(identifier))) STORED`,
    );
    // Every log-in counts what came before it.
    await runner.query(`CREATE INDEX auth_attempt_subject ON auth_attempt (subject, ip, at) WHERE kind = 'log-in'`);
    // The ceiling of one address over all accounts.
    await runner.query(`CREATE INDEX auth_attempt_ip ON auth_attempt (ip, at) WHERE kind = 'log-in'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
