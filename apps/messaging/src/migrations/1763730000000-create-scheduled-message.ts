import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that wait for their time. */
export class CreateScheduledMessage1763730000000 implements MigrationInterface {
  readonly name = 'CreateScheduledMessage1763730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scheduled_message (
        id uuid PRIMARY KEY,
        conversation_id uuid NOT NULL,
        sender_id uuid NOT NULL,
        origin jsonb NOT NULL,
        body jsonb NOT NULL,
        attachments jsonb NOT NULL,
        reply_to_id uuid,
        is_thread_reply boolean NOT NULL,
        client_key text,
        scheduled_for timestamptz NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'cancelled')),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // What is due, and nothing else.
    await runner.query(`CREATE INDEX scheduled_message_due ON scheduled_message (scheduled_for) WHERE status = 'pending'`);
    // "My scheduled messages", newest first.
    await runner.query(`CREATE INDEX scheduled_message_sender ON scheduled_message (sender_id, created_at DESC)`);
    // A repeated request schedules nothing again.
    await runner.query(`CREATE UNIQUE INDEX scheduled_message_client_key ON scheduled_message (conversation_id, sender_id, client_key)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
