import { describe, expect, it } from '@jest/globals';
import { cpuMs } from '@parley/testing';
import { firstLink } from './link.policy.js';

describe('firstLink', () => {
  it.each([
    ['see https://example.com/a?b=1#c, please', 'https://example.com/a?b=1'],
    ['(http://example.com/x).', 'http://example.com/x'],
    ['https://example.com/Foo_(bar)', 'https://example.com/Foo_(bar)'],
    ['(see https://example.com/Foo_(bar)).', 'https://example.com/Foo_(bar)'],
    ['[a](https://example.com/x), b', 'https://example.com/x'],
    ['http://[2001:db8::1]', 'http://[2001:db8::1]/'],
    ['[http://[2001:db8::1]:8080/x].', 'http://[2001:db8::1]:8080/x'],
    ['见https://example.com/a。然后', 'https://example.com/a'],
    ['（https://example.com/a），好', 'https://example.com/a'],
    ['「https://example.com/日本」を', 'https://example.com/%E6%97%A5%E6%9C%AC'],
    ['“https://example.com/a”', 'https://example.com/a'],
    ['«https://example.com/a».', 'https://example.com/a'],
    ['https://example.com/L’Équipe!', 'https://example.com/L%E2%80%99%C3%89quipe'],
    ['HTTPS://EXAMPLE.com and http://second.example', 'https://example.com/'],
    ['<https://example.com/é>', 'https://example.com/%C3%A9'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
    // Spellings of one address are one: what is checked later is what is connected to.
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
  ])('%j → %j', (text, url) => {
    expect(firstLink(text)).toBe(url);
  });

  it.each([
    'no link',
    'ftp://example.com',
    'javascript:alert(1)',
    'https://',
    'https://user:secret@example.com/',
    'http://user@127.0.0.1',
    `https://x.org/${'a'.repeat(2_048)}`,
  ])('finds none in %j', (text) => {
    expect(firstLink(text)).toBeNull();
  });

  it('stays quick on an address that ends as a sentence does, again and again', async () => {
    const spent = await cpuMs(() => {
      for (let n = 0; n < 20; n++) expect(firstLink(`https://x.org/${'.'.repeat(9_980)}x`)).toBeNull();
      for (let n = 0; n < 20; n++) expect(firstLink(`https://x.org/${').'.repeat(1_000)}`)).toBe('https://x.org/');
    });
    expect(spent).toBeLessThan(1_000);
  });
});
