import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people set for themselves, and the ways to find them. */
export class AddProfileSettings1763700000000 implements MigrationInterface {
  readonly name = 'AddProfileSettings1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE profile
        ADD notifications boolean NOT NULL DEFAULT true,
        ADD sound_enabled boolean NOT NULL DEFAULT true,
        ADD timezone text NOT NULL DEFAULT 'UTC',
        ADD presence_visibility text NOT NULL DEFAULT 'everyone',
        ADD contact_visibility text NOT NULL DEFAULT 'everyone',
        ADD phone_prefix_digests bytea[],
        ADD CHECK (presence_visibility IN ('everyone', 'contacts', 'nobody')),
        ADD CHECK (contact_visibility IN ('everyone', 'contacts', 'nobody'))`);
    // Search: beginnings in order, so that an exact name comes first however many share its beginning …
    await runner.query(`CREATE INDEX profile_display_name ON profile (lower(display_name) text_pattern_ops)`);
    await runner.query(`CREATE INDEX profile_username_prefix ON profile (lower(username::text) text_pattern_ops)`);
    await runner.query(`CREATE INDEX profile_email_prefix ON profile (lower(email) text_pattern_ops)`);
    // … and words and parts of them by trigrams. The space in front lets '% ab%' mean "a word begins with ab". Searches are
    // many and new names few, so none waits in a pending list that every search would have to read (fastupdate).
    await runner.query(
      `CREATE INDEX profile_display_name_trigrams ON profile USING gin ((' ' || lower(display_name)) gin_trgm_ops) WITH (fastupdate = off)`,
    );
    await runner.query(
      `CREATE INDEX profile_username_trigrams ON profile USING gin ((' ' || lower(username::text)) gin_trgm_ops) WITH (fastupdate = off)`,
    );
    // Phones are sealed: every beginning of the digits has a keyed digest of its own.
    await runner.query(`CREATE INDEX profile_phone_prefixes ON profile USING gin (phone_prefix_digests) WITH (fastupdate = off)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
