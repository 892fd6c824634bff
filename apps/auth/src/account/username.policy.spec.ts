import { describe, expect, it } from '@jest/globals';
import { isReserved, usernameCandidates, usernameStem } from './username.policy.js';

describe('C11: a username from an e-mail', () => {
  it.each([
    ['ada@example.com', 'ada'],
    ['Ada.Lovelace@example.com', 'ada.lovelace'],
    ['ada+chat@example.com', 'ada-chat'],
    ['josé_ñ@example.com', 'jose_n'],
    ["o'neill@example.com", 'o-neill'],
    ['al@example.com', 'useral'],
    ['+@example.com', 'user'],
    ['deleted_12@example.com', 'userdeleted_12'],
    ['deleted_@example.com', 'userdeleted_'],
    ['"a@b"@example.com', 'a-b'],
    [`${'a'.repeat(64)}@example.com`, 'a'.repeat(41)],
  ])('%s gives %s', (email, stem) => {
    expect(usernameStem(email)).toBe(stem);
  });

  it('tries the stem, then small numbers, then ever longer ones', () => {
    expect([...usernameCandidates('ada@example.com', () => 0.5)]).toEqual([
      ...['ada', 'ada2', 'ada3', 'ada4'],
      ...['ada550', 'ada5500', 'ada55000', 'ada550000', 'ada5500000', 'ada55000000', 'ada550000000'],
    ]);
  });

  it.each([0, 0.999_999_999])('offers only valid usernames (random %d)', (random) => {
    for (const email of ['a@b.c', `${'x'.repeat(64)}@b.c`, `deleted_${'1'.repeat(56)}@b.c`]) {
      for (const candidate of usernameCandidates(email, () => random)) expect(candidate).toMatch(/^[a-z0-9_.-]{3,50}$/);
    }
  });

  it.each(['deleted_12', 'deleted_', `deleted-${'a'.repeat(32)}`])('offers %s@… more than names of the deleted', (localPart) => {
    const free = [...usernameCandidates(`${localPart}@b.c`, () => 0.5)].filter((candidate) => !isReserved(candidate));
    expect(free.length).toBeGreaterThan(5);
  });
});
