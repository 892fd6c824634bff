import { Injectable, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance, Transform } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { AppError } from '@parley/contracts';
import { isValid } from '@parley/transport';
import { InputError, type Violation, type ViolationKind } from './input-error.js';

const kindOfConstraint: Readonly<Record<string, ViolationKind>> = {
  isString: 'type',
  isInt: 'type',
  isNumber: 'type',
  isBoolean: 'type',
  isArray: 'type',
  isObject: 'type',
  isDefined: 'missing',
  isNotEmpty: 'missing',
  isEmail: 'format',
  matches: 'format',
  isUuid: 'format',
  isUrl: 'format',
  isIso8601: 'format',
  isBase64: 'format',
  isTimeZone: 'format',
  maxLength: 'too_long',
  minLength: 'too_short',
};

/** `isLength` says which side failed only in its value. */
const kindOf = (constraint: string, value: unknown): ViolationKind => {
  if (value === undefined || value === null) return 'missing';
  if (constraint === 'isLength') return typeof value === 'string' ? (value.length > 1 ? 'too_long' : 'too_short') : 'type';
  return kindOfConstraint[constraint] ?? 'value';
};

/** How long a value that is missing may be helps nobody. */
const textOf = ({ property, value }: ValidationError, constraint: string, message: string): string =>
  (value === undefined || value === null) && /length$/i.test(constraint) ? `${property} is required` : message;

const violationsOf = (errors: readonly ValidationError[], path: string): Violation[] =>
  errors.flatMap((error) => {
    const field = path + error.property;
    const [constraint, message] = Object.entries(error.constraints ?? {}).at(0) ?? [];
    const own = constraint === undefined ? [] : [{ field, kind: kindOf(constraint, error.value), message: textOf(error, constraint, message ?? '') }];
    return [...own, ...violationsOf(error.children ?? [], `${field}.`)];
  });

const halvesIn = (source: object): readonly Violation[] =>
  Object.entries(source).flatMap(([field, value]) =>
    typeof value === 'string' && /\p{Surrogate}/u.test(value) ? [{ field, kind: 'format', message: `${field} has half a character` }] : [],
  );

/** Whether any object or list of a value is so, however deep. */
const anyPart = (source: object, isSo: (part: object) => boolean): boolean => {
  const all: object[] = [source];
  // Grows as it is walked: no depth is too deep.
  for (const one of all) {
    if (isSo(one)) return true;
    for (const value of Object.values(one) as unknown[]) if (typeof value === 'object' && value !== null) all.push(value);
  }
  return false;
};

const namesConstructor = (source: object): boolean => anyPart(source, (part) => Object.hasOwn(part, 'constructor'));

/**
 * More than the cursors of whoever is in the most conversations. class-transformer takes time by the square of an object's keys:
 * 50 ms for so many, seconds for as many as a body holds, be they of one object or of ten.
 */
const maxKeys = 10_000;

const hasTooManyKeys = (source: object): boolean => {
  let squares = 0;
  return anyPart(source, (part) => !Array.isArray(part) && (squares += Object.keys(part).length ** 2) > maxKeys ** 2);
};

const convert = <T extends object>(type: Type<T>, source: object): { readonly dto: T; readonly violations: readonly Violation[] } => {
  try {
    const dto = plainToInstance(type, source, { exposeDefaultValues: true });
    if (isValid(dto)) return { dto, violations: [] };
    return { dto, violations: violationsOf(validateSync(dto, { whitelist: true, forbidUnknownValues: false }), '') };
  } catch (cause) {
    // JSON may be nested deeper than the stack: a request nobody honest sends.
    if (cause instanceof RangeError) throw new AppError('BODY_MALFORMED', { request: 'nested too deeply' }, { cause });
    // Or hold half a surrogate pair, on which the check of an e-mail address breaks.
    if (cause instanceof URIError) throw new InputError(halvesIn(source));
    // Or name the constructor by which class-transformer would copy it.
    if (cause instanceof TypeError && namesConstructor(source))
      throw new AppError('BODY_MALFORMED', { request: 'has a key "constructor"' }, { cause });
    throw cause;
  }
};

/** A checked DTO; unknown keys are dropped, nothing is coerced but what the DTO says. @throws {InputError} */
export const checkInput = <T extends object>(type: Type<T>, plain: unknown): T => {
  const source = plain ?? {};
  if (typeof source !== 'object' || Array.isArray(source)) throw new AppError('BODY_MALFORMED', { request: 'must be a JSON object' });
  if (hasTooManyKeys(source)) throw new AppError('BODY_MALFORMED', { request: 'has too many keys' });
  const { dto, violations } = convert(type, source);
  if (violations.length > 0) throw new InputError(violations);
  return dto;
};

/** Checks every body and query whose parameter type is a DTO class. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    const isDto =
      (type === 'body' || type === 'query') && metatype !== undefined && ![Object, String, Number, Boolean, Array].includes(metatype as never);
    return isDto ? checkInput(metatype as Type<object>, value) : value;
  }
}

/** Names, titles and e-mails are trimmed (A-00-07); passwords and message text never are. */
export const Trimmed = (): PropertyDecorator => Transform(({ value }) => (typeof value === 'string' ? value.trim() : value) as unknown);
