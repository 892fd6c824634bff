import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger of everything sent outside: asked, tried, sent. */
export class CreateDelivery1763600000000 implements MigrationInterface {
  readonly name = 'CreateDelivery1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delivery (
        id uuid PRIMARY KEY,
        channel text NOT NULL CHECK (channel IN ('email', 'sms', 'push')),
        template text NOT NULL,
        recipient text NOT NULL,
        attempts int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
