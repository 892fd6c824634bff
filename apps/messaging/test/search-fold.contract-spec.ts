import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessagingHarness } from './messaging.harness.js';

describe('text as search compares it', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const one = async (sql: string, ...parameters: readonly unknown[]): Promise<unknown> =>
    (await harness.database.query<{ found: unknown }>(`SELECT ${sql} AS found`, parameters))[0]?.found;

  it('folds ASCII by its short way as it would by the long one', async () => {
    const ascii = Array.from({ length: 126 }, (_, code) => String.fromCharCode(code + 1)).join('');
    expect(await one('search_fold($1::text)', ascii)).toBe(await one(`lower(unaccent(normalize($1::text, NFKC)))`, ascii));
  });

  it.each([
    ['Ünï ÇA ß', 'uni ca ss'],
    ['ﬁ ﾊﾝ', 'fi ハン'],
    ['السَّلامُ عليـكم', 'السلام عليكم'],
    ['שָׁלוֹם בית־ספר', 'שלום בית־ספר'],
    ['ΣΊΣΥΦΟΣ Σίσυφος', 'σισυφοσ σισυφοσ'],
    // Other vowels are other words.
    ['कमल कमाल', 'कमल कमाल'],
    ['', ''],
  ])('takes case, accents and other forms from %j', async (given, folded) => {
    expect(await one('search_fold($1::text)', given)).toBe(folded);
  });

  it('takes plain text and the names of files, and nothing of ciphertext', async () => {
    const text = (body: object, ...names: readonly (string | null)[]) =>
      one('search_text_of($1::jsonb, $2::jsonb)', JSON.stringify(body), JSON.stringify(names.map((name) => ({ name }))));
    expect(await text({ kind: 'plain', text: 'Mind THE gap' })).toBe('mind the gap');
    expect(await text({ kind: 'plain', text: '' }, 'Réport.pdf', null)).toBe(' report.pdf');
    expect(await text({ kind: 'cipher', data: 'abc' }, 'a.png')).toBe('a.png');
    expect(await text({ kind: 'cipher', data: 'abc' })).toBe('');
  });

  it('indexes words, and every two neighbours of letters without spaces', async () => {
    const document = async (folded: string) => one('tsvector_to_array(search_document_of($1::text))', folded);
    expect(await document('mind the-gap, mind 2')).toEqual(['2', 'gap', 'mind', 'the']);
    expect(await document('漢字テスト x')).toEqual(['x', 'スト', 'テス', '字テ', '漢字', '漢字テスト']);
    expect(await document('人々は 𠮷野家')).toEqual(['々は', '人々', '人々は', '野家', '𠮷野', '𠮷野家']);
    expect(await document('漢字 テスト漢 字')).toEqual(['スト', 'テス', 'テスト漢', 'ト漢', '字', '漢字']);
  });

  it('indexes the longest such text in a time that grows with its length, not with its square', async () => {
    const took = async (length: number): Promise<number> => {
      const sql = `search_document_of((SELECT string_agg(chr(19968 + i * 7919 % 20000), '') FROM generate_series(1, ${length}) i)) IS NOT NULL`;
      const times: number[] = [];
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        await one(sql);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const short = await took(1_000);
    // The square would be 100 times as long.
    expect(await took(10_000)).toBeLessThan(30 * short);
  });
});
