import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices to push to, and pushes in the ledger beside mail and SMS. */
export class CreateDevice1764100000000 implements MigrationInterface {
  readonly name = 'CreateDevice1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE device (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL,
        session_id uuid NOT NULL,
        device_id text NOT NULL,
        platform text NOT NULL CHECK (platform IN ('ios', 'android', 'web')),
        sealed_token text NOT NULL,
        token_hash bytea NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (user_id, device_id),
        UNIQUE (token_hash)
      )`);
    // A session that ends takes its devices with it.
    await runner.query('CREATE INDEX device_session ON device (session_id)');
    await runner.query(`
      ALTER TABLE delivery
        DROP CONSTRAINT delivery_channel_check,
        ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('email', 'sms', 'push-ios', 'push-android', 'push-web')),
        ADD COLUMN notification_id uuid`);
    // What was read meanwhile is taken back while it waits.
    await runner.query(`CREATE INDEX delivery_notification ON delivery (notification_id) WHERE state = 'queued' AND notification_id IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
