import { describe, expect, it } from '@jest/globals';
import { AppError } from '@parley/contracts';
import { QueryFailedError } from 'typeorm';
import { toKnownError } from './postgres-errors.js';

const failedWith = (code: string): QueryFailedError => new QueryFailedError('SELECT 1', [], Object.assign(new Error(code), { code }));

describe('what Postgres says of a query', () => {
  it.each(['ECONNREFUSED', '08006', '57P01', '57P03', '53100', '53200', '53300', '58030'])('%s is about the moment: unavailable', (code) => {
    expect(toKnownError(failedWith(code))).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it.each(['22021', '22P05'])('%s is about the input', (code) => {
    expect(toKnownError(failedWith(code))).toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each(['42P01', '23505', '57014'])('%s stays what it is', (code) => {
    const error = failedWith(code);
    expect(toKnownError(error)).toBe(error);
    expect(toKnownError(error)).not.toBeInstanceOf(AppError);
  });
});
