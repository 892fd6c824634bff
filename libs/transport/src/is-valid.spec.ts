import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance, Type } from 'class-transformer';
import {
  Allow,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  ValidateIf,
  ValidateNested,
  validateSync,
  type ValidationOptions,
} from 'class-validator';
import { ValidateBy } from 'class-validator';
import { isValid } from './is-valid.js';

const Later = (options?: ValidationOptions): PropertyDecorator => ValidateBy({ name: 'later', validator: { validate: async () => true } }, options);

class Part {
  @IsInt() @Max(9) n!: number;
}

class Whole {
  @Length(1, 3) name!: string;
  @IsOptional() @IsIn(['a', 'b']) kind?: string | null;
  @ValidateIf(({ name }: Whole) => name === 'if') @IsString() only?: unknown;
  @IsOptional() @ValidateNested() @Type(() => Part) part?: Part;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Part) parts?: readonly Part[];
  @IsOptional() @IsArray() @IsString({ each: true }) words?: readonly string[];
  @Allow() any?: unknown;
}

class Wider extends Whole {
  @IsInt() more!: number;
}

class Slow {
  @Later() n!: number;
}

const byClassValidator = (object: object): boolean => validateSync(object, { whitelist: true, forbidUnknownValues: false }).length === 0;

describe('isValid', () => {
  it.each<object>([
    {},
    { name: 'a' },
    { name: '' },
    { name: 'long' },
    { name: 7 },
    { name: 'a', kind: null },
    { name: 'a', kind: 'c' },
    { name: 'if' },
    { name: 'if', only: 'x' },
    { name: 'a', only: 1 },
    { name: 'a', part: { n: 1 } },
    { name: 'a', part: { n: 10 } },
    { name: 'a', part: {} },
    { name: 'a', part: 'no object' },
    { name: 'a', part: [{ n: 1 }, { n: 'x' }] },
    { name: 'a', part: null },
    { name: 'a', parts: [] },
    { name: 'a', parts: [{ n: 1, extra: 1 }, { n: 2 }] },
    { name: 'a', parts: [{ n: 1 }, null] },
    { name: 'a', parts: [{ n: 1 }, [{ n: 'x' }]] },
    { name: 'a', parts: { n: 1 } },
    { name: 'a', words: ['x', 'y'] },
    { name: 'a', words: ['x', 1] },
    { name: 'a', words: 'x' },
    { name: 'a', any: { thing: [1] }, extra: 1 },
  ])('says of %j what class-validator says, and keeps the same keys', (plain) => {
    for (const type of [Whole, Wider]) {
      for (const given of [plain, { ...plain, more: 1 }]) {
        const [mine, theirs] = [plainToInstance(type, given), plainToInstance(type, given)];
        const verdict = isValid(mine);
        expect(verdict).toBe(byClassValidator(theirs));
        if (verdict) expect(mine).toEqual(theirs);
      }
    }
  });

  it('vouches for nothing that is decided later', () => {
    expect(isValid(plainToInstance(Slow, { n: 1 }))).toBe(false);
  });

  it('keeps nothing of a class without rules', () => {
    class Bare {}
    const bare = Object.assign(new Bare(), { x: 1 });
    expect([isValid(bare), Object.keys(bare)]).toEqual([true, []]);
  });
});
