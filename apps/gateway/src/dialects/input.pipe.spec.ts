import { describe, expect, it } from '@jest/globals';
import { IsEmail, IsString, Length, MaxLength, MinLength } from 'class-validator';
import { InputError } from './input-error.js';
import { checkInput } from './input.pipe.js';

class Given {
  @IsEmail() @MaxLength(254) email!: string;
  @Length(2, 100) name!: string;
  @MinLength(8) @IsString() password!: string;
}

const refusalOf = (plain: unknown): InputError => {
  try {
    checkInput(Given, plain);
  } catch (error) {
    return error as InputError;
  }
  throw new Error('was taken');
};

describe('checkInput', () => {
  it('says that what is missing is required, not how long it may be', () => {
    expect(refusalOf({ password: null }).details).toEqual({
      email: 'email is required',
      name: 'name is required',
      password: expect.stringMatching(/^password (is required|must be a string)$/),
    });
    expect(refusalOf({}).violations.map(({ kind }) => kind)).toEqual(['missing', 'missing', 'missing']);
  });

  it('says what is wrong with what is there', () => {
    expect(refusalOf({ email: 'x', name: 'A', password: '12345678' }).details).toEqual({
      email: 'email must be an email',
      name: 'name must be longer than or equal to 2 characters',
    });
  });

  it('refuses half a character where an address is checked, and does not fail of it', () =>
    expect(refusalOf({ email: 'a\ud800@example.org', name: 'Ada', password: '12345678' }).violations).toEqual([
      { field: 'email', kind: 'format', message: 'email has half a character' },
    ]));

  it.each([{}, 'x', 7, true, []])('refuses a value that names its own constructor %j, and does not fail of it', (constructor) => {
    for (const name of [{ constructor }, [{ constructor }], { deep: { constructor } }])
      expect(refusalOf({ email: 'a@example.org', name, password: '12345678' })).toMatchObject({ code: 'BODY_MALFORMED' });
  });

  it('A-00-06: refuses more keys than any field has', () => {
    const crowd = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, n]));
    const [many, some] = [crowd(80_000), crowd(8_000)];
    for (const given of [many, { name: many }, { name: [{ deep: many }] }, { name: [some, some] }])
      expect(refusalOf(given)).toMatchObject({ code: 'BODY_MALFORMED' });
    expect(refusalOf({ name: Array.from({ length: 20_000 }, () => ({ key: 1 })) }).violations.length).toBeGreaterThan(0);
    expect(refusalOf({ name: Array.from({ length: 80_000 }, () => 'x') }).violations.length).toBeGreaterThan(0);
  });
});
