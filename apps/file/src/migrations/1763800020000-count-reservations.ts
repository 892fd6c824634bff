import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many messages asked for a file that are not known yet, and until when they are waited for (C54). */
export class CountReservations1763800020000 implements MigrationInterface {
  readonly name = 'CountReservations1763800020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file ADD reservations int NOT NULL DEFAULT 0, ADD reserved_until timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
