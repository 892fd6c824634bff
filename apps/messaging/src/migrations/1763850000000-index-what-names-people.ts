import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So that whoever is deleted is found in the history of large rooms without reading all of it. Sends write to neither index. */
export class IndexWhatNamesPeople1763850000000 implements MigrationInterface {
  readonly name = 'IndexWhatNamesPeople1763850000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX message_about ON message ((metadata->>'about')) WHERE type = 'system'`);
    await runner.query('CREATE INDEX change_payload ON change (conversation_id) WHERE payload IS NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
