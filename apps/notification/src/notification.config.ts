import { IsAddress, IsSealingKey, IsSecretAddress } from '@parley/runtime';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min, ValidateIf } from 'class-validator';
import { PushConfig } from './push/push.config.js';

/** `Name <name@host>` or `name@host`. */
export const senderShape = /^(?:([^<>\r\n]*?)\s*<([^\s<>@,]+@[^\s<>@,]+)>|([^\s<>@,]+@[^\s<>@,]+))$/;

/** A provider's address holds a key and its requests hold codes: plain HTTP may not leave this machine. */
const smsUrlShape = /^(https:\/\/|http:\/\/([^/?#\\]*@)?(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$))/;

/** The environment of the notification service. */
export class NotificationConfig extends PushConfig {
  /** Opens sealed mail and SMS content. */
  @IsSealingKey() SERVER_KEY!: string;
  /** Holds `outbox/`, where mail, SMS and push go that no provider is configured for. */
  @IsString() PARLEY_DATA = './.parley';
  /** Where the front end lives: the host of links in mails. */
  @IsAddress('web') APP_URL = 'http://localhost:8000';
  /** Where the gateway is reached: links that mail programs themselves follow. */
  @IsAddress('web') PUBLIC_URL = 'http://localhost:8000';
  /** Takes mails: `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`. The outbox folder when absent. */
  @IsOptional() @IsSecretAddress(/^smtps?:\/\/[^/]/, 'SMTP_URL must be an smtp:// or smtps:// address') SMTP_URL?: string;
  /** Whom mails are from: `Parley <no-reply@example.com>`. Needed with SMTP_URL. */
  @ValidateIf(({ SMTP_URL, MAIL_FROM }: NotificationConfig) => (SMTP_URL ?? MAIL_FROM) !== undefined)
  @Matches(senderShape, { message: 'MAIL_FROM must be an address, or a name and <address>' })
  MAIL_FROM?: string;
  /** Mails people what they have not read for so many hours. Off when absent. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(168) DIGEST_AFTER_HOURS?: number;
  /** Takes SMS: `https://user:key@host/path` (README). The outbox folder when absent. */
  @IsOptional() @IsSecretAddress(smsUrlShape, 'SMS_URL must be an https:// address') SMS_URL?: string;
}
