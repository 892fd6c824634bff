import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of conversations, each wrapped for one member by another; the server can read none. */
export class CreateRoomKey1763810000000 implements MigrationInterface {
  readonly name = 'CreateRoomKey1763810000000';

  async up(runner: QueryRunner): Promise<void> {
    // The key begins with the version: "which is the newest" and "who lacks it" read one end of it.
    await runner.query(`
      CREATE TABLE room_key (
        conversation_id uuid NOT NULL REFERENCES conversation,
        key_version int NOT NULL CHECK (key_version > 0),
        user_id uuid NOT NULL,
        wrapped_key text NOT NULL,
        wrapped_by uuid NOT NULL,
        stored_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (conversation_id, key_version, user_id)
      )`);
    // "My keys of this room", all versions; and what goes with a deleted user.
    await runner.query(`CREATE INDEX room_key_user ON room_key (user_id, conversation_id)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
