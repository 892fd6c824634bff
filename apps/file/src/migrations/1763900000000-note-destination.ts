import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the message goes that last asked for a file: its readers may open the file before news of the message is here. */
export class NoteDestination1763900000000 implements MigrationInterface {
  readonly name = 'NoteDestination1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file ADD reserved_for uuid');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
