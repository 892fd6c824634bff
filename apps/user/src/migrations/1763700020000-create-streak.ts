import type { MigrationInterface, QueryRunner } from 'typeorm';

/** On how many days in a row two people wrote to each other (A-UM-29), contacts or not. */
export class CreateStreak1763700020000 implements MigrationInterface {
  readonly name = 'CreateStreak1763700020000';

  async up(runner: QueryRunner): Promise<void> {
    // `low_day`, `high_day`: the last day each wrote; `day`: the last on which both had, `days` in a row.
    await runner.query(`
      CREATE TABLE streak (
        low uuid NOT NULL,
        high uuid NOT NULL,
        low_day date,
        high_day date,
        day date,
        days int NOT NULL DEFAULT 0,
        PRIMARY KEY (low, high),
        CHECK (low < high)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
