import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who people are: one row per account, with UMOC's integer id. */
export class CreateProfile1763600000000 implements MigrationInterface {
  readonly name = 'CreateProfile1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    // `num` is UMOC's user id (C23). `phone_digest` finds a number without opening the sealed ones.
    // A deleted profile keeps its row, so that a repeated accountRegistered does not bring it back.
    await runner.query(`
      CREATE TABLE profile (
        user_id uuid PRIMARY KEY,
        num bigint GENERATED ALWAYS AS IDENTITY (START WITH 1),
        username citext NOT NULL,
        display_name text NOT NULL,
        email text,
        phone_sealed text,
        phone_digest bytea,
        bio text,
        public_key text,
        status_message text,
        avatar_url text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CHECK ((phone_sealed IS NULL) = (phone_digest IS NULL))
      )`);
    // UMOC names people by number, chatrooms invitations and profile pages by username.
    await runner.query(`CREATE UNIQUE INDEX profile_num ON profile (num)`);
    await runner.query(`CREATE UNIQUE INDEX profile_username ON profile (username)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
