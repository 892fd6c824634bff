import { PlainName } from '@parley/contracts';
import { IsOptional, IsString, Length, Matches, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { IsMailAddress } from '../../mail-address.decorator.js';

const maxEmailChars = 254;
const maxPasswordChars = 1_024;

export class RegisterDto {
  @Trimmed() @IsMailAddress() @MaxLength(maxEmailChars) email!: string;
  @IsString()
  @MinLength(8)
  @MaxLength(maxPasswordChars)
  @Matches(/^(?=.*\p{Lu})(?=.*\p{Ll})(?=.*\d)/su, { message: 'password must include an upper-case letter, a lower-case letter and a number' })
  password!: string;
  @PlainName() @Length(2, 100) name!: string;
  @IsOptional() @Matches(/^\+[1-9]\d{6,14}$/, { message: 'phone must be in E.164 format' }) phone?: string | null;
}

/** `email` may hold a username, too (C15); passwords are never re-checked at log-in (C20). */
export class LogInDto {
  @Trimmed() @Length(1, maxEmailChars) email!: string;
  @IsString() @Length(1, maxPasswordChars) password!: string;
  /** 6 digits by SMS or TOTP, or an 8-digit backup code (C18). */
  @IsOptional() @Matches(/^(\d{6}|\d{8})$/, { message: 'verificationCode must be 6 digits' }) verificationCode?: string | null;
}

export class VerifyEmailDto {
  @Trimmed() @IsMailAddress() @MaxLength(maxEmailChars) email!: string;
  @Matches(/^\d{6}$/, { message: 'code must be 6 digits' }) code!: string;
}

export class ResendVerificationDto {
  @Trimmed() @IsMailAddress() @MaxLength(maxEmailChars) email!: string;
}

/** Browsers send the cookie instead. */
export class RefreshDto {
  @IsOptional() @IsString() @MinLength(1) refreshToken?: string | null;
}
