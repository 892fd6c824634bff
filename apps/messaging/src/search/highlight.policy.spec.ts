import { describe, expect, it } from '@jest/globals';
import { contextOf, highlight, matchedTerms } from './highlight.policy.js';
import { planSearch } from './search-query.policy.js';

describe('highlight', () => {
  it('marks what was found, whatever its case and accents, and escapes the rest', () => {
    expect(highlight('Un CAFÉ & <b>café</b>', 'cafe')).toBe('Un <mark>CAFÉ</mark> &amp; &lt;b&gt;<mark>café</mark>&lt;/b&gt;');
    expect(highlight('Große Straße', 'strasse')).toBe('Große <mark>Straße</mark>');
    expect(highlight('plans for planning', 'plan')).toBe('<mark>plan</mark>s for <mark>plan</mark>ning');
    expect(highlight('今日は東京へ', '東京')).toBe('今日は<mark>東京</mark>へ');
    expect(highlight('nothing here', 'absent')).toBe('nothing here');
    expect(highlight('aaaa', 'aa aaa')).toBe('<mark>aaaa</mark>');
  });

  it('marks what was found with the marks on it, in any script', () => {
    expect(highlight('मुझे हिन्दी पसंद है', 'हिन्दी')).toBe('मुझे <mark>हिन्दी</mark> पसंद है');
    expect(highlight('السَّلامُ عليكم', 'السلام')).toBe('<mark>السَّلامُ</mark> عليكم');
    expect(highlight('ΣΊΣΥΦΟΣ', 'σίσυφος')).toBe('<mark>ΣΊΣΥΦΟΣ</mark>');
    expect(highlight('cafe\u0301 🎉', 'café')).toBe('<mark>cafe\u0301</mark> 🎉');
  });

  it('shows the first find in its context', () => {
    expect(contextOf('The release is on Monday', 'RELEASE')).toEqual({ before: 'The ', match: 'release', after: ' is on Monday' });
    expect(contextOf('nothing', 'absent')).toEqual({ before: '', match: '', after: '' });
    expect(matchedTerms(['Über uns', 'Jane Doe'], 'uber jane absent')).toEqual(['uber', 'jane']);
  });
});

describe('contextOf', () => {
  it.each(['', 'x'])('RC-messages.search shows forty whole characters on either side, wherever pairs of units begin (%j)', (odd) => {
    const crowd = '🎉'.repeat(50);
    const shown = { before: `${crowd}${odd} `, match: 'needle', after: ` ${odd}${crowd}` };
    const { before, match, after } = contextOf(shown.before + shown.match + shown.after, 'needle');
    expect([Array.from(before).slice(-40).join(''), match, after]).toEqual([before, 'needle', Array.from(shown.after).slice(0, 40).join('')]);
    expect(before).toBe(Array.from(shown.before).slice(-40).join(''));
  });
});

describe('planSearch', () => {
  it('asks for all words, whole or begun, for parts from three letters on, and for pairs without spaces', () => {
    expect(planSearch("it's o'clock & co")).toMatchObject({ prefix: "'it':* & 's':* & 'o':* & 'clock':* & 'co':*", parts: null });
    expect(planSearch('abc defgh')).toEqual({ whole: "'abc' & 'defgh'", prefix: "'abc':* & 'defgh':*", parts: ['%defgh%', '%abc%'] });
    expect(planSearch('東京都')).toMatchObject({ whole: "'東京' & '京都'" });
    expect(planSearch('हिन्दी')).toEqual({ whole: "'हिन्दी'", prefix: "'हिन्दी':*", parts: ['%हिन्दी%'] });
    expect(planSearch('ที่')).toMatchObject({ prefix: "'ที่':*", parts: null });
    expect(planSearch('!!! 🎉 \u0301')).toBeNull();
  });
});
