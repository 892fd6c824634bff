import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is suspended is hidden (C81), and what the deleted were to others goes (C80). */
export class AddStanding1763700040000 implements MigrationInterface {
  readonly name = 'AddStanding1763700040000';

  async up(runner: QueryRunner): Promise<void> {
    // `standing_at`: when auth last changed the account's state; an older event never overwrites a newer one.
    await runner.query(`ALTER TABLE profile ADD COLUMN suspended_at timestamptz, ADD COLUMN standing_at timestamptz`);
    // A person's streaks stand on either side of the pair, like contacts.
    await runner.query(`CREATE INDEX streak_high ON streak (high)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
