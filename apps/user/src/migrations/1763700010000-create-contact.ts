import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What two people are to each other. */
export class CreateContact1763700010000 implements MigrationInterface {
  readonly name = 'CreateContact1763700010000';

  async up(runner: QueryRunner): Promise<void> {
    // One row per unordered pair (C30); the primary key decides the race of two requests that cross.
    await runner.query(`
      CREATE TABLE contact (
        id uuid NOT NULL,
        low uuid NOT NULL,
        high uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'accepted')),
        requested_by uuid NOT NULL CHECK (requested_by IN (low, high)),
        message text,
        created_at timestamptz NOT NULL DEFAULT now(),
        accepted_at timestamptz,
        PRIMARY KEY (low, high),
        CHECK (low < high)
      )`);
    // A person's contacts stand on either side of the pair.
    await runner.query(`CREATE INDEX contact_high ON contact (high)`);

    // Directed (C31): the pair's relation stays, and is there again once the block is lifted.
    await runner.query(`
      CREATE TABLE block (
        blocker_id uuid NOT NULL,
        blocked_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (blocker_id, blocked_id),
        CHECK (blocker_id <> blocked_id)
      )`);
    // Who has blocked me: asked wherever I am shown to others.
    await runner.query(`CREATE INDEX block_blocked ON block (blocked_id)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
