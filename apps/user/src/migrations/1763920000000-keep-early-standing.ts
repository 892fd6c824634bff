import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What auth says of an account may come before the account's profile is made, and waits for it here. */
export class KeepEarlyStanding1763920000000 implements MigrationInterface {
  readonly name = 'KeepEarlyStanding1763920000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE early_standing (user_id uuid PRIMARY KEY, suspended_at timestamptz, standing_at timestamptz NOT NULL)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
