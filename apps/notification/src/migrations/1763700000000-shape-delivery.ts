import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger becomes the queue too: rows wait in it, are claimed, and end as sent, failed or expired. */
export class ShapeDelivery1763700000000 implements MigrationInterface {
  readonly name = 'ShapeDelivery1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    // Of these the content was not kept. Their events are not acknowledged: they come again, or lie parked.
    await runner.query(`DELETE FROM delivery WHERE sent_at IS NULL`);
    await runner.query(`
      ALTER TABLE delivery
        ADD COLUMN state text NOT NULL DEFAULT 'sent' CHECK (state IN ('queued', 'sent', 'failed', 'expired')),
        ADD COLUMN sealed text,
        ADD COLUMN next_try_at timestamptz,
        ADD COLUMN expires_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN provider_answer text,
        ADD COLUMN provider_id text,
        ALTER COLUMN attempts SET DEFAULT 0`);
    await runner.query(`
      ALTER TABLE delivery
        ALTER COLUMN state SET DEFAULT 'queued',
        ALTER COLUMN expires_at DROP DEFAULT,
        ADD CONSTRAINT delivery_secret_gone CHECK ((state = 'queued') = (sealed IS NOT NULL)),
        ADD CONSTRAINT delivery_next_try CHECK ((state = 'queued') = (next_try_at IS NOT NULL)),
        ADD CONSTRAINT delivery_sent_at CHECK ((state = 'sent') = (sent_at IS NOT NULL))`);
    // Claims read what is due, longest overdue first; settled rows are not in it.
    await runner.query(`CREATE INDEX delivery_due ON delivery (channel, next_try_at) WHERE state = 'queued'`);
    await runner.query(`CREATE INDEX delivery_expiry ON delivery (expires_at) WHERE state = 'queued'`);
    // Forgetting goes by age.
    await runner.query(`CREATE INDEX delivery_created_at ON delivery (created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
