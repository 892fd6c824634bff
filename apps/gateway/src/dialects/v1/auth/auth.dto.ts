import { PlainName } from '@parley/contracts';
import { IsOptional, IsString, Length, Matches, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { IsMailAddress } from '../../mail-address.decorator.js';

/** Body of V1-1.1 (A-V1-01). */
export class RegisterDto {
  @Trimmed() @IsMailAddress('Invalid email format') @MaxLength(254) email!: string;
  @Trimmed()
  @Matches(/^[A-Za-z0-9_.-]{3,50}$/, { message: 'Username must be 3 to 50 letters, digits, dots, hyphens or underscores' })
  username!: string;
  @IsString() @MinLength(8, { message: 'Password must be at least 8 characters' }) @MaxLength(1_024) password!: string;
  @PlainName() @Length(1, 100) full_name!: string;
  @IsOptional() @Matches(/^\+[1-9]\d{6,14}$/, { message: 'Phone must be in E.164 format, as +84123456789' }) phone?: string | null;
}

/** Body of V1-1.2; `email` may hold a username (C15). */
export class LogInDto {
  @Trimmed() @Length(1, 254) email!: string;
  @IsString() @Length(1, 1_024) password!: string;
  @IsOptional() @Length(1, 128) device_id?: string | null;
}

/** The body of CB-1.3 (C17, A-V1-02). */
export class VerifyEmailDto {
  @Trimmed() @IsMailAddress('Invalid email format') @MaxLength(254) email!: string;
  @Matches(/^\d{6}$/, { message: 'Code must be 6 digits' }) code!: string;
}

/** A-V1-02. */
export class ResendVerificationDto {
  @Trimmed() @IsMailAddress('Invalid email format') @MaxLength(254) email!: string;
}

/** Body of V1-1.3. */
export class RefreshDto {
  @IsString() @MinLength(1) refresh_token!: string;
}

/** The `auth` frame of a socket, V1-8.1. */
export class AuthFrameDto {
  @IsString() @MinLength(1) token!: string;
}
