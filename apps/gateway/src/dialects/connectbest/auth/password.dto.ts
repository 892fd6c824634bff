import { IsString, Length, Matches, MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { IsMailAddress } from '../../mail-address.decorator.js';

export class ForgotPasswordDto {
  @Trimmed() @IsMailAddress() @MaxLength(254) email!: string;
}

export class ResetPasswordDto {
  @Trimmed() @IsString() @Length(1, 128) token!: string;
  /** The classes of 1.1 hold here, too (A-CB-11). */
  @IsString()
  @MinLength(8)
  @MaxLength(1_024)
  @Matches(/^(?=.*\p{Lu})(?=.*\p{Ll})(?=.*\d)/su, { message: 'newPassword must include an upper-case letter, a lower-case letter and a number' })
  newPassword!: string;
}
