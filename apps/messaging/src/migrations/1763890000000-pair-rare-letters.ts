import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to runs of letters without spaces, too: signs that repeat a character or stand for one, and characters of the later blocks. */
const added = '\\u3005-\\u3007\\U00020000-\\U000323af';
const unspaced = `[${added}\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af]{2,}`;

/** The pairs of neighbours as before, and those of 人々 and 𠮷野: a run ended before such a letter, and was never found by it. */
export class PairRareLetters1763890000000 implements MigrationInterface {
  readonly name = 'PairRareLetters1763890000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION search_document_of(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
      AS $function$
      DECLARE
        words tsvector := to_tsvector('simple'::regconfig, regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g'));
      BEGIN
        IF octet_length(folded) = length(folded) THEN RETURN words; END IF;
        RETURN words || coalesce(
          (SELECT array_to_tsvector(array_agg(DISTINCT pair)) FROM (
             SELECT letter || lead(letter) OVER (PARTITION BY nth ORDER BY place) AS pair
               FROM regexp_matches(folded, '${unspaced}', 'g') WITH ORDINALITY AS found (run, nth),
                    unnest(string_to_array(run[1], NULL)) WITH ORDINALITY AS letters (letter, place)
           ) neighbours WHERE pair IS NOT NULL), ''::tsvector);
      END
      $function$`);
    // What is indexed otherwise now, and nothing else, is written once more.
    await runner.query(`UPDATE message SET body = body WHERE search_text ~ '[${added}]'`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
