import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs of letters of languages that put no space between words. */
const unspaced = '[\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af]{2,}';

/**
 * What of a message is found by searching (C59): its plain text and the names of its files. Kept by the database in the row
 * itself, so that no edit or send can forget it. Ciphertext adds nothing.
 */
export class CreateSearch1763720000000 implements MigrationInterface {
  readonly name = 'CreateSearch1763720000000';

  async up(runner: QueryRunner): Promise<void> {
    // Text as it is compared: without case and accents. Immutable as long as the dictionary of unaccent is not changed.
    await runner.query(`
      CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
      AS $function$ SELECT lower(unaccent(normalize(given, NFKC))) $function$`);
    await runner.query(`
      CREATE FUNCTION search_text_of(body jsonb, attachments jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
      AS $function$
        SELECT search_fold(concat_ws(' ', CASE WHEN body ->> 'kind' = 'plain' THEN body ->> 'text' END,
          (SELECT string_agg(file ->> 'name', ' ') FROM jsonb_array_elements(attachments) file)))
      $function$`);
    // Words as they stand, and every two neighbours in text without spaces between words.
    await runner.query(`
      CREATE FUNCTION search_document_of(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
      AS $function$
        SELECT to_tsvector('simple'::regconfig, regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g')) || coalesce(
          (SELECT array_to_tsvector(array_agg(DISTINCT substr(run[1], place, 2)))
             FROM regexp_matches(folded, '${unspaced}', 'g') run, generate_series(1, length(run[1]) - 1) place), ''::tsvector)
      $function$`);
    await runner.query(`ALTER TABLE message ADD COLUMN search_text text GENERATED ALWAYS AS (search_text_of(body, attachments)) STORED`);
    await runner.query(
      `ALTER TABLE message ADD COLUMN search_document tsvector GENERATED ALWAYS AS (search_document_of(search_text_of(body, attachments))) STORED`,
    );
    // Words and beginnings of words; parts of words of three letters and more.
    await runner.query(`CREATE INDEX message_search_document ON message USING gin (search_document)`);
    await runner.query(`CREATE INDEX message_search_text ON message USING gin (search_text gin_trgm_ops)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
