import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes guesses of mailed codes countable. */
export class LimitVerification1764200000000 implements MigrationInterface {
  readonly name = 'LimitVerification1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    // Every try counts what came before it, at an account or at an address nobody has.
    await runner.query(`CREATE INDEX auth_attempt_verification ON auth_attempt (subject, at) WHERE kind = 'verify-email'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
