import { isURL, ValidateBy } from 'class-validator';

const halfCharacter = /\p{Cs}/u;

const isWebUrl = (value: unknown): boolean =>
  typeof value === 'string' &&
  isURL(value, { protocols: ['http', 'https'], require_protocol: true, require_tld: false }) &&
  !halfCharacter.test(value);

/** Validates an http(s) address that is stored as it is: one with half a character could not be. */
export const IsWebUrl = (): PropertyDecorator =>
  ValidateBy({ name: 'isUrl', validator: { validate: isWebUrl, defaultMessage: (args) => `${args?.property ?? 'it'} must be a URL address` } });
