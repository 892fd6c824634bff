import { describe, expect, it } from '@jest/globals';
import { cpuMs } from '@parley/testing';
import { escapeHtml, plainName, foldName } from './names.js';

describe('plainName', () => {
  it.each([
    ['  Ann  ', 'Ann'],
    ['<b>Al</b>\n\nVisit <a href="x">y</a>', 'Al Visit y'],
    ['Bo\u0000b\ud800!', 'Bob!'],
    ['Ann\r\nLee\tMay', 'Ann Lee May'],
    ['<scr\u0007ipt>x', 'x'],
    ['a < b > c', 'a < b > c'],
    ['<script>x</script>', 'x'],
    ['<b></b>', ''],
    ['<<b>script>x</<i>script><</<u>/b>', 'script>xscript>/b>'],
    ['and/<i>or</i>, 1 <', 'and/or, 1 <'],
    ['👩‍👩‍👧 José', '👩‍👩‍👧 José'],
  ])('%j is %j', (name, expected) => {
    expect(plainName(name)).toBe(expected);
  });

  it.each(['<a', '<', '</', '<a>', 'x<b>', '<<a>'])('takes no time to speak of for %j, again and again as far as a body goes', async (part) => {
    const spent = await cpuMs(() => {
      plainName(part.repeat(1_000_000 / part.length));
      plainName(`${part.repeat(1_000_000 / part.length)}<b>`);
    });
    expect(spent).toBeLessThan(3_000);
  });
});

describe('foldName', () => {
  it.each([
    ['ΣΟΦΙΑΣ', 'σοφιας'],
    ['İpek', 'ipek'],
    ['Straße', 'STRASSE'],
    ['Zo\u00EB', 'Zoe\u0308'],
  ])('%j and %j are one name', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that ends an element or a quoted attribute', () => {
    expect(escapeHtml(`<a href="x" title='y'>&</a>`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;');
  });
});
