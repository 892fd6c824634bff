import { createPrivateKey } from 'node:crypto';
import { Holds, StoringServiceConfig } from '@parley/runtime';
import { IsOptional, IsString, Matches, ValidateIf } from 'class-validator';

/** Requests to providers carry keys: plain HTTP may not leave this machine. */
const providerUrlShape = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$)/;

const textOf = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
const isServiceAccount = (base64: string): boolean => {
  try {
    const account = JSON.parse(textOf(base64)) as Readonly<Record<string, unknown>> | null;
    return ['project_id', 'client_email', 'private_key', 'token_uri'].every((field) => typeof account?.[field] === 'string');
  } catch {
    return false;
  }
};
const isSigningKey = (base64: string): boolean => {
  try {
    return createPrivateKey(textOf(base64)).asymmetricKeyDetails?.namedCurve === 'prime256v1';
  } catch {
    return false;
  }
};

/** Who takes pushes, by platform. Without its provider a platform's pushes go to the outbox folder. */
export class PushConfig extends StoringServiceConfig {
  /** Android: the JSON of a Firebase service account, base64. */
  @IsOptional() @Holds(isServiceAccount, 'FCM_SERVICE_ACCOUNT must be the JSON of a service account in base64') FCM_SERVICE_ACCOUNT?: string;
  /** iOS: the .p8 signing key, base64; APNS_KEY_ID, APNS_TEAM_ID and APNS_TOPIC (the app's bundle id) go with it. */
  @IsOptional() @Holds(isSigningKey, 'APNS_KEY must be the .p8 key in base64') APNS_KEY?: string;
  @ValidateIf(({ APNS_KEY }: PushConfig) => APNS_KEY !== undefined) @IsString() APNS_KEY_ID?: string;
  @ValidateIf(({ APNS_KEY }: PushConfig) => APNS_KEY !== undefined) @IsString() APNS_TEAM_ID?: string;
  @ValidateIf(({ APNS_KEY }: PushConfig) => APNS_KEY !== undefined) @IsString() APNS_TOPIC?: string;
  /** `https://api.sandbox.push.apple.com` for development builds. */
  @Matches(providerUrlShape, { message: 'APNS_URL must be an https:// address' }) APNS_URL = 'https://api.push.apple.com';
  /** Browsers: a VAPID key pair, base64url, and whom push services write to: `mailto:` or `https:`. */
  @IsOptional() @Matches(/^[\w-]{87}$/, { message: 'VAPID_PUBLIC_KEY must be 65 bytes in base64url' }) VAPID_PUBLIC_KEY?: string;
  @ValidateIf(({ VAPID_PUBLIC_KEY }: PushConfig) => VAPID_PUBLIC_KEY !== undefined)
  @Matches(/^[\w-]{43}$/, { message: 'VAPID_PRIVATE_KEY must be 32 bytes in base64url' })
  VAPID_PRIVATE_KEY?: string;
  @ValidateIf(({ VAPID_PUBLIC_KEY }: PushConfig) => VAPID_PUBLIC_KEY !== undefined)
  @Matches(/^(mailto:|https:\/\/)/, { message: 'VAPID_SUBJECT must be a mailto: or https: address' })
  VAPID_SUBJECT?: string;
}
