import { AppError, type InputClass } from '@parley/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

const fieldsOf = (errors: readonly ValidationError[], path = ''): Record<string, string> =>
  Object.assign(
    {},
    ...errors.map((error) => {
      const field = path + error.property;
      const own = error.constraints === undefined ? {} : { [field]: Object.values(error.constraints)[0] };
      return { ...own, ...fieldsOf(error.children ?? [], `${field}.`) };
    }),
  );

/**
 * A checked instance of the input class; unknown keys are dropped.
 * @throws {AppError} INPUT_INVALID with details {field: message}
 */
export const validateInput = <I extends object>(type: InputClass<I>, plain: unknown): I => {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw new AppError('INPUT_INVALID', { input: 'must be an object' });
  const input = plainToInstance(type, plain);
  const errors = validateSync(input, { whitelist: true, forbidUnknownValues: false, stopAtFirstError: true });
  if (errors.length > 0) throw new AppError('INPUT_INVALID', fieldsOf(errors));
  return input;
};
