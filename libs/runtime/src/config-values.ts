import { Transform } from 'class-transformer';
import { IsUrl, Matches, ValidateBy } from 'class-validator';

const withoutLastSlash = ({ value }: { readonly value: unknown }): unknown => (typeof value === 'string' ? value.replace(/\/+$/, '') : value);

const forms = { http: ['http'], web: ['http', 'https'] };

/** An address with its protocol; a slash at its end is taken off, so that paths can be put behind it. */
export const IsAddress =
  (form: keyof typeof forms): PropertyDecorator =>
  (target, property) => {
    const message = `$property must begin with ${forms[form].map((protocol) => `${protocol}://`).join(' or ')} and name a host`;
    Transform(withoutLastSlash)(target, property);
    IsUrl({ require_tld: false, require_protocol: true, protocols: forms[form] }, { message })(target, property);
  };

/** A value that `isRight`; else `message`, which does not repeat it. */
export const Holds = (isRight: (value: string) => boolean, message: string): PropertyDecorator =>
  ValidateBy({
    name: 'holds',
    validator: { validate: (value: unknown) => typeof value === 'string' && isRight(value), defaultMessage: () => message },
  });

/** An address that may hold a password: one that cannot be read would be told with it by whoever tries. */
export const IsSecretAddress = (shape: RegExp, message: string): PropertyDecorator =>
  // Postgres may be reached by a socket, without a host.
  Holds((value) => shape.test(value) && URL.canParse(value.replace('@/', '@localhost/')), message);

/** 32 bytes in base64: with any other number of them nothing could be sealed, which would show at the first registration only. */
export const IsSealingKey = (): PropertyDecorator =>
  Matches(/^[A-Za-z0-9+/]{43}=$/, { message: '$property must be 32 bytes in base64, as `openssl rand -base64 32` makes them' });
