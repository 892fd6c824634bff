import { createPrivateKey } from 'node:crypto';
import { Holds, IsSealingKey, StoringServiceConfig } from '@parley/runtime';
import { Transform, Type } from 'class-transformer';
import { IsEmail, IsNumber, IsOptional, IsString, Matches, Min, ValidateIf } from 'class-validator';

const toList = (text: unknown): unknown =>
  typeof text === 'string'
    ? text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : text;

const isSigningKey = (pem: string): boolean => {
  if (!pem.startsWith('-----BEGIN PRIVATE KEY-----')) return false;
  try {
    return createPrivateKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
};
const signingKeyAdvice =
  'JWT_PRIVATE_KEY must be an ES256 (P-256) key as PKCS8 PEM, as `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256` makes it';

/** The environment of the auth service. */
export class AuthConfig extends StoringServiceConfig {
  override DATABASE_POOL = 10;
  /** Seals what mails carry, keys the digests of codes. */
  @IsSealingKey() SERVER_KEY!: string;
  /** Signs tokens: an ES256 (P-256) key as PKCS8 PEM; env files that know no line breaks write them as `\n`. */
  @Transform(({ value }) => (typeof value === 'string' ? value.replaceAll('\\n', '\n') : (value as unknown)))
  @Holds(isSigningKey, signingKeyAdvice)
  JWT_PRIVATE_KEY!: string;
  /** Multiplies every limit of attempts. */
  @Type(() => Number) @IsNumber() @Min(0) RATE_LIMIT_SCALE = 1;
  /** Addresses, separated by commas, whose accounts are admins once verified. */
  @Transform(({ value }) => toList(value))
  @IsEmail({}, { each: true, message: 'ADMIN_EMAILS must be e-mail addresses' })
  ADMIN_EMAILS: readonly string[] = [];
  /** The OpenID provider of "sign in with Google", https://accounts.google.com or any other; without it that answers 503. */
  @IsOptional()
  @Matches(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/, { message: 'OIDC_ISSUER must be an https:// address' })
  OIDC_ISSUER?: string;
  @ValidateIf(({ OIDC_ISSUER }: AuthConfig) => OIDC_ISSUER !== undefined) @IsString() OIDC_CLIENT_ID?: string;
  @IsOptional() @IsString() OIDC_CLIENT_SECRET?: string;
}
