import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has followed the link that stops digests is mailed none. */
export class RefuseDigest1764240000000 implements MigrationInterface {
  readonly name = 'RefuseDigest1764240000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE recipient ADD COLUMN is_digest_wanted boolean NOT NULL DEFAULT true');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
