import { describe, expect, it } from '@jest/globals';
import { firstLink } from './link.policy.js';

describe('firstLink', () => {
  it.each([
    ['see https://example.com/a?b=1#c, please', 'https://example.com/a?b=1'],
    ['(http://example.com/x).', 'http://example.com/x'],
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

  it('stays quick on an address that ends as a sentence does, again and again', () => {
    const before = performance.now();
    for (let n = 0; n < 20; n++) expect(firstLink(`https://x.org/${'.'.repeat(9_980)}x`)).toBeNull();
    expect(performance.now() - before).toBeLessThan(500);
  });
});
