import { StoringServiceConfig } from '@parley/runtime';
import { IsBase64, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';

/** Requests to providers carry keys: plain HTTP may not leave this machine. */
const providerUrlShape = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$)/;
const key64Shape = /^[A-Za-z0-9_-]+$/;

/** Who takes pushes, by platform. Without its provider a platform's pushes go to the outbox folder. */
export class PushConfig extends StoringServiceConfig {
  /** Android: the JSON of a Firebase service account, base64. */
  @IsOptional() @IsBase64() FCM_SERVICE_ACCOUNT?: string;
  /** iOS: the .p8 signing key, base64; APNS_KEY_ID, APNS_TEAM_ID and APNS_TOPIC (the app's bundle id) go with it. */
  @IsOptional() @IsBase64() APNS_KEY?: string;
  @ValidateIf(({ APNS_KEY }: PushConfig) => APNS_KEY !== undefined) @IsString() APNS_KEY_ID?: string;
  @ValidateIf(({ APNS_KEY }: PushConfig) => APNS_KEY !== undefined) @IsString() APNS_TEAM_ID?: string;
  @ValidateIf(({ APNS_KEY }: PushConfig) => APNS_KEY !== undefined) @IsString() APNS_TOPIC?: string;
  /** `https://api.sandbox.push.apple.com` for development builds. */
  @Matches(providerUrlShape, { message: 'APNS_URL must be an https:// address' }) APNS_URL = 'https://api.push.apple.com';
  /** Browsers: a VAPID key pair, base64url, and whom push services write to: `mailto:` or `https:`. */
  @IsOptional() @Matches(key64Shape) VAPID_PUBLIC_KEY?: string;
  @ValidateIf(({ VAPID_PUBLIC_KEY }: PushConfig) => VAPID_PUBLIC_KEY !== undefined) @Matches(key64Shape) VAPID_PRIVATE_KEY?: string;
  @ValidateIf(({ VAPID_PUBLIC_KEY }: PushConfig) => VAPID_PUBLIC_KEY !== undefined)
  @Matches(/^(mailto:|https:\/\/)/, { message: 'VAPID_SUBJECT must be a mailto: or https: address' })
  VAPID_SUBJECT?: string;
}
