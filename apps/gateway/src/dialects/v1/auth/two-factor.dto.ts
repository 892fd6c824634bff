import { Matches } from 'class-validator';

/** Six digits of the app or by SMS, or a backup code of eight (C18). */
export class TwoFactorCodeDto {
  @Matches(/^(\d{6}|\d{8})$/, { message: 'Code must be 6 digits' }) code!: string;
}
