import type { auth } from '@parley/contracts';
import { IsOptional, IsString, Length, Matches, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { IsMailAddress } from '../../mail-address.decorator.js';

export class RegisterDto {
  @Trimmed()
  @Matches(/^[A-Za-z0-9_.-]{3,50}$/, { message: 'username must be 3 to 50 letters, digits, dots, hyphens or underscores' })
  username!: string;
  @IsString() @MinLength(8) @MaxLength(1_024) password!: string;
  @IsOptional() @Trimmed() @IsMailAddress() @MaxLength(254) email?: string | null;
}

export class LogInDto {
  /** A username, or an e-mail address (C15). */
  @Trimmed() @IsString() @Length(1, 254) username!: string;
  @IsString() @MaxLength(1_024) password!: string;
  /** Second factor, where the account has one. */
  @IsOptional() @Matches(/^\d{6,8}$/) code?: string | null;
}

/** The pair of a session; or no `sessionID`, and a JWT as `token` or in the Authorization header. */
export class LogOutDto {
  @IsOptional() @IsString() sessionID?: string | null;
  @IsOptional() @IsString() token?: string | null;
}

/** The display name begins as the username, of which alone this dialect knows. */
export const toRegister = (dto: RegisterDto, client: auth.ClientInput): auth.RegisterInput => ({
  client,
  email: dto.email ?? null,
  username: dto.username,
  password: dto.password,
  displayName: dto.username,
  phone: null,
  publicKey: null,
  withSession: true,
});

export const toLogIn = (dto: LogInDto, client: auth.ClientInput): auth.LogInInput => ({
  client,
  identifier: dto.username,
  password: dto.password,
  code: dto.code ?? null,
});
