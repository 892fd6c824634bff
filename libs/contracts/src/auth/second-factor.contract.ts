import { IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { IsId, type SessionId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { MfaState } from './account.contract.js';
import { ClientInput } from './register.contract.js';

export class EnableTotpInput {
  @IsId() userId!: UserId;
}

/** Shown once; the secret is stored encrypted, the codes hashed. */
export interface TotpEnrolment {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://totp/…`, for a QR code. */
  readonly otpauthUrl: string;
  /** Ten of eight digits, each good once in the place of a code. */
  readonly backupCodes: readonly string[];
}

/** Prepares an authenticator app; the first verified code activates it. Until then a repeat gives a new secret (A-V1-05). */
export const enableTotp = defineRpc<EnableTotpInput, TotpEnrolment>('auth.second-factor.enable-totp', {
  input: EnableTotpInput,
  errors: ['USER_NOT_FOUND', 'SECOND_FACTOR_ACTIVE'],
});

export class EnableSmsFactorInput {
  @IsId() userId!: UserId;
  @Matches(/^\+[1-9]\d{6,14}$/) phone!: string;
}

/**
 * Codes by SMS, active at once; the first is sent now and good for the next log-in (A-CB-07). Repeating it for the same
 * number sends a code again, at most one in 30 s; another number needs the factor to be disabled first.
 */
export const enableSmsFactor = defineRpc<EnableSmsFactorInput, null>('auth.second-factor.enable-sms', {
  input: EnableSmsFactorInput,
  errors: ['USER_NOT_FOUND', 'SECOND_FACTOR_ACTIVE'],
});

export class VerifySecondFactorInput {
  @IsId() userId!: UserId;
  @IsId() sessionId!: SessionId;
  /** Of the app or by SMS; or a backup code. */
  @Matches(/^(\d{6}|\d{8})$/) code!: string;
  @IsOptional() @ValidateNested() @Type(() => ClientInput) client?: ClientInput;
}

/** Lifts a pending session for good, tokens it has included (C18); in any other session it activates a prepared app. */
export const verifySecondFactor = defineRpc<VerifySecondFactorInput, null>('auth.second-factor.verify', {
  input: VerifySecondFactorInput,
  errors: ['SECOND_FACTOR_WRONG', 'RATE_LIMITED', 'SESSION_REVOKED'],
});

export class DisableTotpInput {
  @IsId() userId!: UserId;
  @Matches(/^(\d{6}|\d{8})$/) code!: string;
  @IsOptional() @ValidateNested() @Type(() => ClientInput) client?: ClientInput;
}

/** Forgets the app and its backup codes. */
export const disableTotp = defineRpc<DisableTotpInput, null>('auth.second-factor.disable-totp', {
  input: DisableTotpInput,
  errors: ['SECOND_FACTOR_WRONG', 'RATE_LIMITED'],
});

export class DisableSmsFactorInput {
  @IsId() userId!: UserId;
  @IsString() @MaxLength(1_024) password!: string;
  @IsOptional() @ValidateNested() @Type(() => ClientInput) client?: ClientInput;
}

/** Forgets the number. */
export const disableSmsFactor = defineRpc<DisableSmsFactorInput, null>('auth.second-factor.disable-sms', {
  input: DisableSmsFactorInput,
  errors: ['CREDENTIALS_WRONG', 'RATE_LIMITED'],
});

export class GetSessionMfaInput {
  @IsId() sessionId!: SessionId;
}

/** What a gateway asks for a token that says `pending`: the session may have been lifted since. */
export const getSessionMfa = defineRpc<GetSessionMfaInput, { readonly mfa: MfaState }>('auth.session.get-mfa', {
  input: GetSessionMfaInput,
  errors: ['SESSION_REVOKED'],
  idempotent: true,
});
