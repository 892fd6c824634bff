import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is written or left out at will: points of Hebrew and Arabic, which tell vowels, and the dash that draws a word out. */
const optional = '[\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670]';

/**
 * `search_fold` as it was, and without the marks of Hebrew and Arabic, which few people type; and with one small sigma, for
 * upper case has only one. The marks of other scripts stay: there they are vowels, and other vowels make other words.
 */
export class FoldMarksAndSigma1763870000000 implements MigrationInterface {
  readonly name = 'FoldMarksAndSigma1763870000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_fold(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
      AS $function$
      BEGIN
        IF octet_length(given) = length(given) THEN RETURN lower(given); END IF;
        RETURN replace(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, normalize(given, NFKC))), '${optional}', '', 'g'), 'ς', 'σ');
      END
      $function$`);
    // What is folded otherwise now, and nothing else, is written once more.
    await runner.query(`UPDATE message SET body = body WHERE search_text ~ '${optional}' OR search_text LIKE '%ς%'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
