import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsMailAddress } from './mail-address.decorator.js';

class Given {
  @IsMailAddress() email!: string;
}

const isTaken = (email: unknown): boolean => validateSync(Object.assign(new Given(), { email })).length === 0;

describe('IsMailAddress', () => {
  it.each(['ada@example.org', 'ada+parley@example.org', 'josé@example.org', '"ada.l"@example.org'])('takes %j', (email) =>
    expect(isTaken(email)).toBe(true),
  );

  it.each([
    ['a line break in quotes', '"ada\r\nBcc: x"@example.org'],
    ['a tab in quotes', '"ada\tl"@example.org'],
    ['a soft hyphen', 'ada@exam\u00adple.org'],
    ['an override of direction', '\u202eada@example.org'],
    ['nothing of the kind', 'ada'],
    ['no text', 7],
  ])('refuses %s', (_what, email) => expect(isTaken(email)).toBe(false));
});
