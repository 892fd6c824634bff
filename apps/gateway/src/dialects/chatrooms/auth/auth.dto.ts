import { PlainName } from '@parley/contracts';
import { IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { IsMailAddress } from '../../mail-address.decorator.js';

// Decorators are checked from right to left; the first that fails names the error (A-RC-32).

/** RC-auth.register. */
export class RegisterDto {
  @Trimmed() @MaxLength(50) @Matches(/^[A-Za-z0-9_.-]+$/) @MinLength(3) @IsString() username!: string;
  @Trimmed() @MaxLength(254) @IsMailAddress() @IsString() email!: string;
  @MaxLength(1_024) @MinLength(8) @IsString() password!: string;
  @PlainName() @MaxLength(100) @MinLength(1) @IsString() display_name!: string;
  /** RSA, PEM or base64 DER (A-RC-07). */
  @IsOptional() @MaxLength(4_096) @IsString() public_key?: string | null;
}

/** RC-auth.login. */
export class LogInDto {
  /** A username or an e-mail. */
  @Trimmed() @MaxLength(254) @MinLength(1) @IsString() username!: string;
  @MaxLength(1_024) @IsString() password!: string;
  /** The second factor of those who have one (C18, an extension). */
  @IsOptional() @Matches(/^\d{6,8}$/) @IsString() code?: string | null;
}

/** The body of CB-1.3 (C17). */
export class VerifyEmailDto {
  @Trimmed() @MaxLength(254) @IsMailAddress() @IsString() email!: string;
  @Matches(/^\d{6}$/) @IsString() code!: string;
}

/** RC-auth.refresh. */
export class RefreshDto {
  @IsString() refresh_token!: string;
}
