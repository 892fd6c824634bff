import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways into a room for whoever has a code, and who has used them. */
export class CreateInvitation1763610000000 implements MigrationInterface {
  readonly name = 'CreateInvitation1763610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE invitation (
        id uuid PRIMARY KEY,
        conversation_id uuid NOT NULL REFERENCES conversation,
        code text NOT NULL,
        created_by uuid NOT NULL,
        max_uses int NOT NULL,
        current_uses int NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT invitation_uses CHECK (current_uses BETWEEN 0 AND max_uses)
      )`);
    // A code is all that a bearer has.
    await runner.query(`CREATE UNIQUE INDEX invitation_code ON invitation (code)`);
    await runner.query(`
      CREATE TABLE invitation_use (
        invitation_id uuid NOT NULL REFERENCES invitation,
        user_id uuid NOT NULL,
        used_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Who came by it; one may leave and come again.
    await runner.query(`CREATE INDEX invitation_use_invitation ON invitation_use (invitation_id)`);
    // Public rooms in the order they are discovered.
    await runner.query(`CREATE INDEX conversation_public ON conversation (slug) WHERE visibility = 'public' AND deleted_at IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
