import { IsWebUrl, PlainName } from '@parley/contracts';
import type { user } from '@parley/contracts';
import { IsOptional, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { decodePublicKey } from '../auth/public-key.codec.js';

// Decorators are checked from right to left; the first that fails names the error (A-RC-32).

/** RC-users.me.put. Null clears the picture and the key; a name cannot be cleared (A-RC-03). */
export class UpdateProfileDto {
  @ValidateIf((_dto, value) => value !== undefined) @PlainName() @MaxLength(100) @MinLength(1) @IsString() display_name?: string;
  @IsOptional()
  @MaxLength(2_048)
  @IsWebUrl()
  @IsString()
  avatar_url?: string | null;
  /** RSA, PEM or base64 DER (A-RC-07). */
  @IsOptional() @MaxLength(4_096) @IsString() public_key?: string | null;
}

/** @throws {InputError} for a key that is none */
export const toProfileChanges = ({ display_name, avatar_url, public_key }: UpdateProfileDto): user.ProfileChanges => ({
  displayName: display_name,
  avatarUrl: avatar_url,
  publicKey: public_key === undefined ? undefined : decodePublicKey(public_key),
});
