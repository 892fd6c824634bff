import { AppError, type InputClass } from '@parley/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { isValid } from './is-valid.js';

const entriesOf = (errors: readonly ValidationError[], path: string): [string, string][] =>
  errors.flatMap((error) => {
    const field = path + error.property;
    const [message] = Object.values(error.constraints ?? {});
    return [...(message === undefined ? [] : [[field, message] as [string, string]]), ...entriesOf(error.children ?? [], `${field}.`)];
  });

/**
 * A checked instance of the input class; unknown keys are dropped.
 * @throws {AppError} INPUT_INVALID with details {field: message}
 */
export const validateInput = <I extends object>(type: InputClass<I>, plain: unknown): I => {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new AppError('INPUT_INVALID', { input: 'must be an object' });
  const input = plainToInstance(type, plain);
  if (isValid(input)) return input;
  const errors = validateSync(input, { whitelist: true, forbidUnknownValues: false, stopAtFirstError: true });
  if (errors.length > 0) throw new AppError('INPUT_INVALID', Object.fromEntries(entriesOf(errors, '')));
  return input;
};
