import { IsString, Length, Matches } from 'class-validator';

export class EnableTwoFactorDto {
  @Matches(/^\+[1-9]\d{6,14}$/, { message: 'phone must be in E.164 format' }) phone!: string;
}

export class DisableTwoFactorDto {
  @IsString() @Length(1, 1_024) password!: string;
}

/** Six digits by SMS or of an app, or a backup code of eight (C18). */
export class VerifyTwoFactorDto {
  @Matches(/^(\d{6}|\d{8})$/, { message: 'code must be 6 digits' }) code!: string;
}
