import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ended sessions, for registrations of devices that come after the end. */
export class EndSession1764220000000 implements MigrationInterface {
  readonly name = 'EndSession1764220000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE ended_session (session_id uuid PRIMARY KEY, forget_at timestamptz NOT NULL)');
    // The clean-up reads the oldest.
    await runner.query('CREATE INDEX ended_session_forget_at ON ended_session (forget_at)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
