import { isURL, ValidateBy } from 'class-validator';

const halfCharacter = /\p{Cs}/u;

/** Underscores stand in names of buckets and containers, and no browser minds them. */
const form = { protocols: ['http', 'https'], require_protocol: true, require_tld: false, allow_underscores: true };

const isWebUrl = (value: unknown): boolean => typeof value === 'string' && isURL(value, form) && !halfCharacter.test(value);

/** Validates an http(s) address that is stored as it is: one with half a character could not be. */
export const IsWebUrl = (): PropertyDecorator =>
  ValidateBy({ name: 'isUrl', validator: { validate: isWebUrl, defaultMessage: (args) => `${args?.property ?? 'it'} must be a URL address` } });
