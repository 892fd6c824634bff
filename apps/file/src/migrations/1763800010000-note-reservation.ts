import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a message last asked for a file: until the news of the message comes, the file is not offered to another (A-RC-21). */
export class NoteReservation1763800010000 implements MigrationInterface {
  readonly name = 'NoteReservation1763800010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file ADD reserved_at timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
