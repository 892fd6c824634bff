import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every service needs to publish and consume events without losing or repeating one. */
export class CreateOutboxInbox1763500000000 implements MigrationInterface {
  readonly name = 'CreateOutboxInbox1763500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL,
        envelope jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz,
        stream_sequence bigint
      )`);
    // The relay reads only what waits, in order.
    await runner.query(`CREATE INDEX outbox_waiting ON outbox (position) WHERE published_at IS NULL`);
    // Republishing after a lost stream, and the clean-up after a day, go by these.
    await runner.query(`CREATE INDEX outbox_stream_sequence ON outbox (stream_sequence) WHERE stream_sequence IS NOT NULL`);
    await runner.query(`CREATE INDEX outbox_published_at ON outbox (published_at) WHERE published_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query(`CREATE INDEX inbox_handled_at ON inbox (handled_at)`);
    await runner.query(`
      CREATE TABLE parked_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        consumer text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        reason text NOT NULL,
        attempts int NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
