import { IsEmail, IsOptional, IsString, Length, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineRpc } from '../rpc.js';
import { ClientInput } from './register.contract.js';

export class RequestPasswordResetInput {
  @IsEmail() @MaxLength(254) email!: string;
  @ValidateNested() @Type(() => ClientInput) client!: ClientInput;
}

/** Mails a link good for one hour, at most one a minute; an unknown address is answered alike and gets none (A-CB-10). */
export const requestPasswordReset = defineRpc<RequestPasswordResetInput, null>('auth.password.request-reset', {
  input: RequestPasswordResetInput,
  errors: [],
});

export class ResetPasswordInput {
  /** As mailed. */
  @IsString() @Length(1, 128) token!: string;
  /** At least 8 characters; longer than 72 bytes is pre-hashed, never cut (C20). */
  @IsString() @MinLength(8) @MaxLength(1_024) newPassword!: string;
  @IsOptional() @ValidateNested() @Type(() => ClientInput) client?: ClientInput;
}

/** Sets a password for a mailed token, once, and ends every session of the user in every dialect (A-CB-11). */
export const resetPassword = defineRpc<ResetPasswordInput, null>('auth.password.reset', {
  input: ResetPasswordInput,
  errors: ['RESET_TOKEN_INVALID'],
  timeoutMs: 10_000,
});
