import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Previews of links: what each message shows, what was fetched lately, and which messages still wait. */
export class CreateLinkPreview1763741000000 implements MigrationInterface {
  readonly name = 'CreateLinkPreview1763741000000';

  async up(runner: QueryRunner): Promise<void> {
    // A copy of its own: what was shown stays, whatever the page says later.
    await runner.query('ALTER TABLE message ADD COLUMN link_preview jsonb');
    // Null: fetched, and there is nothing to show.
    await runner.query('CREATE TABLE link_preview (url text PRIMARY KEY, preview jsonb, fetched_at timestamptz NOT NULL)');
    // The clean-up reads the oldest.
    await runner.query('CREATE INDEX link_preview_fetched_at ON link_preview (fetched_at)');
    await runner.query(`
      CREATE TABLE link_task (
        message_id uuid PRIMARY KEY,
        conversation_id uuid NOT NULL,
        url text NOT NULL,
        due_at timestamptz NOT NULL DEFAULT now()
      )`);
    // What is due, oldest first.
    await runner.query('CREATE INDEX link_task_due ON link_task (due_at)');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
