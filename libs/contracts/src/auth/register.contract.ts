import { IsBoolean, IsEmail, IsIn, IsOptional, IsString, Length, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent, dialects, type Dialect } from '../event.js';
import type { UserId } from '../ids.js';
import { PlainName } from '../names.js';
import { defineRpc } from '../rpc.js';
import type { Account, IssuedSession } from './account.contract.js';

/** Where a request came from, for the attempt log and the limits. */
export class ClientInput {
  @IsIn(dialects) dialect!: Dialect;
  @IsString() @MaxLength(64) ip!: string;
  @IsOptional() @IsString() @MaxLength(512) userAgent!: string | null;
  @IsOptional() @IsString() @MaxLength(128) deviceId!: string | null;
}

export class RegisterInput {
  @ValidateNested() @Type(() => ClientInput) client!: ClientInput;
  /** Absent only in UMOC. */
  @IsOptional() @IsEmail() @MaxLength(254) email!: string | null;
  /** Absent in ConnectBest: derived from the e-mail's local part (C11). */
  @IsOptional() @Matches(/^[A-Za-z0-9_.-]{3,50}$/) username!: string | null;
  /** At least 8 characters; longer than 72 bytes is pre-hashed, never cut (C20). */
  @IsString() @MinLength(8) @MaxLength(1_024) password!: string;
  @PlainName() @Length(1, 100) displayName!: string;
  @IsOptional() @Matches(/^\+[1-9]\d{6,14}$/) phone!: string | null;
  @IsOptional() @IsString() @MaxLength(4_096) publicKey!: string | null;
  /** Whether the dialect hands out a session at registration (C19). */
  @IsBoolean() withSession!: boolean;
}

export interface Registration {
  readonly account: Account;
  readonly session: IssuedSession | null;
}

/** Stores an account, makes its profile, sends the 6-digit mail (10 min). E-mail and username are unique, case-insensitive. */
export const register = defineRpc<RegisterInput, Registration>('auth.account.register', {
  input: RegisterInput,
  errors: ['EMAIL_TAKEN', 'USERNAME_TAKEN'],
  timeoutMs: 10_000,
});

export class VerifyEmailInput {
  @IsEmail() email!: string;
  @Matches(/^\d{6}$/) code!: string;
  /** For the attempt log. */
  @IsOptional() @ValidateNested() @Type(() => ClientInput) client?: ClientInput;
}

/** Five wrong tries void the code, ten in an hour close the account to tries; a verified one answers as a first success does (A-CB-09). */
export const verifyEmail = defineRpc<VerifyEmailInput, Account>('auth.email.verify', {
  input: VerifyEmailInput,
  errors: ['VERIFICATION_CODE_WRONG', 'RATE_LIMITED'],
});

export class ResendVerificationInput {
  @IsEmail() email!: string;
}

/** Unknown or verified addresses answer alike and send nothing; at most one mail a minute each. */
export const resendVerification = defineRpc<ResendVerificationInput, null>('auth.email.resend', {
  input: ResendVerificationInput,
  errors: [],
});

/** What a profile starts with beside its account: enough to make it when `user.createProfile` was missed. */
export interface RegisteredProfile {
  readonly displayName: string;
  /** Encrypted with SERVER_KEY: phones are never stored in the clear, outbox and stream included. */
  readonly sealedPhone: string | null;
  readonly publicKey: string | null;
}

export const accountRegistered = defineEvent<{
  readonly account: Account;
  readonly dialect: Dialect;
  readonly profile: RegisteredProfile;
}>('auth.account.registered.v1');

/** The account may now do what needs a verified address. */
export const emailVerified = defineEvent<{ readonly userId: UserId; readonly email: string }>('auth.email.verified.v1');
