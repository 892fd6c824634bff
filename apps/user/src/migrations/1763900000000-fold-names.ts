import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names and addresses are found however their case and marks are written. Lower case alone is not one form: capitals know one
 * sigma, `İ` and `ß` fold differently here and there, and a letter with its mark may be one character or two.
 */
export class FoldNames1763900000000 implements MigrationInterface {
  readonly name = 'FoldNames1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION name_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
      AS $function$ SELECT replace(replace(replace(lower(normalize(given, NFC)), 'ς', 'σ'), 'ß', 'ss'), 'i\u0307', 'i') $function$`);
    await runner.query('DROP INDEX profile_display_name, profile_display_name_trigrams, profile_email_prefix');
    await runner.query('CREATE INDEX profile_display_name ON profile (name_fold(display_name) text_pattern_ops)');
    await runner.query('CREATE INDEX profile_email_prefix ON profile (name_fold(email) text_pattern_ops)');
    await runner.query(
      `CREATE INDEX profile_display_name_trigrams ON profile USING gin ((' ' || name_fold(display_name)) gin_trgm_ops) WITH (fastupdate = off)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
