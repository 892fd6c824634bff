import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told of, how they want to be told, and what has become of it meanwhile. */
export class CreateBell1763740000000 implements MigrationInterface {
  readonly name = 'CreateBell1763740000000';

  async up(runner: QueryRunner): Promise<void> {
    // `source` names what it is about, in bytes so that a message and its reactions are one range; `place` orders it among
    // what else happens there: the seq of a conversation's log, or milliseconds since 1970. Reading updates rows in place.
    await runner.query(`
      CREATE TABLE notification (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL,
        kind text NOT NULL
          CHECK (kind IN ('message', 'mention', 'reaction', 'thread_reply', 'call_missed', 'contact_request', 'channel_added', 'system')),
        source text COLLATE "C" NOT NULL,
        place bigint NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        conversation_id uuid,
        message_id uuid,
        actor_id uuid,
        created_at timestamptz NOT NULL,
        read_at timestamptz
      ) WITH (fillfactor = 90)`);
    // Once per person, whatever is delivered again; and what a deletion, an edit or a withdrawn reaction is about.
    await runner.query(`CREATE UNIQUE INDEX notification_once ON notification (source, user_id, kind)`);
    // One's list, newest first.
    await runner.query(`CREATE INDEX notification_list ON notification (user_id, created_at DESC, id DESC)`);
    // The number on the bell; few are unread.
    await runner.query(`CREATE INDEX notification_unread ON notification (user_id, kind) WHERE read_at IS NULL`);
    // Reading or leaving a conversation, and its end.
    await runner.query(`CREATE INDEX notification_conversation ON notification (conversation_id, user_id) WHERE conversation_id IS NOT NULL`);
    // The clean-up reads the oldest; rows come in about this order.
    await runner.query(`CREATE INDEX notification_age ON notification USING brin (created_at)`);

    // What was read, deleted or left, for notifications that come after it: events of different kinds keep no order among each other.
    await runner.query(`
      CREATE TABLE fate (
        scope text COLLATE "C" NOT NULL,
        user_id uuid NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('read', 'gone', 'edited')),
        place bigint NOT NULL,
        body text,
        noted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (scope, user_id, outcome)
      )`);
    // The clean-up reads the oldest.
    await runner.query(`CREATE INDEX fate_noted_at ON fate (noted_at)`);

    // Null: not known yet, so as with somebody who has set nothing; `email` once it is verified. Of an erased person only that he is, so that nothing late brings him back.
    await runner.query(`
      CREATE TABLE recipient (
        user_id uuid PRIMARY KEY,
        is_enabled boolean,
        is_sound_on boolean,
        timezone text,
        profile_changed_at timestamptz,
        is_quiet boolean NOT NULL DEFAULT false,
        quiet_from text NOT NULL DEFAULT '22:00',
        quiet_to text NOT NULL DEFAULT '08:00',
        email text,
        digest_at timestamptz,
        erased_at timestamptz
      )`);
    // As messaging keeps it: the target is a room, or the other person of a direct conversation.
    await runner.query(`
      CREATE TABLE level (
        user_id uuid NOT NULL,
        target_id uuid NOT NULL,
        is_enabled boolean NOT NULL,
        mentions text NOT NULL CHECK (mentions IN ('all', 'mentions', 'nothing')),
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, target_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
