import { describe, expect, it } from '@jest/globals';
import { cpuMs } from '@parley/testing';
import { callsAnybody, mentionsIn } from './mention.policy.js';

const named = (...names: string[]) => ({ names, callsAll: false, callsHere: false });

describe('mentionsIn (A-CB-33)', () => {
  it.each([
    ['hello @Bob', named('bob')],
    ['@bob, @BOB and @bob!', named('bob')],
    ['ask @"Ann of Parley" now', named('ann of parley')],
    ['ask @AnnOfParley.', named('annofparley.', 'annofparley')],
    ['to @ann@example.org, please', named('ann@example.org,', 'ann@example.org')],
    ['(@zoë_1)', named('zoë_1')],
    ['@j.doe-2', named('j.doe-2')],
    ['@ann,@bob/@cid;@dan@example.org', named('ann', 'bob', 'cid', 'dan@example.org')],
    ["@O'Neil and @bob's", named("o'neil", 'o', "bob's", 'bob')],
    ['@हिन्दी और @علی‌رضا', named('हिन्दी', 'علی‌رضا')],
    ['请@bob看一下', named('bob看一下', 'bob')],
    ['ありがとう@Bobさん、@"王 小明"へ', named('bobさん', 'bob', '王 小明')],
    ['สวัสดี@bobครับ', named('bobครับ', 'bob')],
    ['@bob님 @王小明 @Bob山田', named('bob님', 'bob', '王小明', 'bob山田')],
    ['@Zoe\u0308 @"ΣΟΦΟΣ" @İpek @STRASSE @"Straße"', named('zoë', 'σοφοσ', 'ipek', 'strasse')],
  ])('finds who is named in %j', (text, expected) => expect(mentionsIn(text)).toEqual(expected));

  it.each(['mail me: a@b.org', 'no one', '@', '@@', '`@bob`', '```\n@bob\n``` done', '```\n@bob', 'x@here'])('finds nobody in %j', (text) =>
    expect(callsAnybody(mentionsIn(text))).toBe(false),
  );

  it('knows the calls to all and to who is there', () => {
    expect(mentionsIn('@channel lunch')).toEqual({ names: [], callsAll: true, callsHere: false });
    expect(mentionsIn('@channel大家好').callsAll).toBe(true);
    expect(mentionsIn('@here, @Bob')).toEqual({ names: ['bob'], callsAll: false, callsHere: true });
  });

  it('stays quick, and bounded, on a text full of signs', async () => {
    const spent = await cpuMs(() => {
      expect(mentionsIn(Array.from({ length: 2_000 }, (_, n) => `@n${n}`).join(' ')).names).toHaveLength(100);
      mentionsIn('@'.repeat(10_000));
      mentionsIn(`@${'a'.repeat(99)}你`.repeat(90));
      mentionsIn('`'.repeat(10_000) + '@');
      mentionsIn(`@"${'a'.repeat(9_000)}`);
    });
    expect(spent).toBeLessThan(1_000);
  });
});
