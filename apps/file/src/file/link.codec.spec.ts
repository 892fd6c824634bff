import { describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import { randomBytes } from 'node:crypto';
import { isReadTicket, linkOf, parseLink, readTicketOf, signatureOf, variantOf } from './link.codec.js';

const file = { id: newId<'file'>(), name: 'a b/ü?.png', urlSecret: randomBytes(32) };
const publicUrl = 'https://chat.example.com';

describe('capability addresses', () => {
  it('name the file and open what they were made for', () => {
    const url = linkOf(`${publicUrl}/`, file, 'original');
    expect(url).toBe(`${publicUrl}/cdn/${file.id}/a%20b%2F%C3%BC%3F.png?s=${signatureOf(file.urlSecret, 'original')}`);
    expect(parseLink(publicUrl, url)).toEqual({ id: file.id, signature: signatureOf(file.urlSecret, 'original') });
    expect(linkOf(publicUrl, file, 'thumbnail')).toMatch(/\/thumbnail\.webp\?s=/);
    for (const variant of ['original', 'thumbnail'] as const) expect(variantOf(file.urlSecret, signatureOf(file.urlSecret, variant))).toBe(variant);
  });

  it('are known by their path alone, but not on another host', () => {
    const path = linkOf(publicUrl, file, 'original').slice(publicUrl.length);
    expect(parseLink(publicUrl, path)?.id).toBe(file.id);
    for (const url of [`https://evil.test${path}`, '//evil.test/cdn', 'nonsense', `${publicUrl}/cdn/${file.id}/x`, `${publicUrl}/cdn/1/x?s=y`]) {
      expect([url, parseLink(publicUrl, url)]).toEqual([url, null]);
    }
  });

  it('do not open with another signature', () => {
    const signature = signatureOf(file.urlSecret, 'original');
    const others = ['', 'x', signature.slice(1), signatureOf(randomBytes(32), 'original'), signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))];
    for (const other of others) expect(variantOf(file.urlSecret, other)).toBeNull();
  });
});

describe('read tickets', () => {
  it('open one variant until their time', () => {
    const ticket = readTicketOf(file.urlSecret, 'original', 1_000);
    expect(isReadTicket(ticket, file.urlSecret, 'original', 1_000, 999)).toBe(true);
    expect(isReadTicket(ticket, file.urlSecret, 'original', 1_000, 1_000)).toBe(false);
    expect(isReadTicket(ticket, file.urlSecret, 'original', 2_000, 999)).toBe(false);
    expect(isReadTicket(ticket, file.urlSecret, 'thumbnail', 1_000, 999)).toBe(false);
    expect(variantOf(file.urlSecret, ticket)).toBeNull();
  });
});
