import { IsInt, IsOptional, IsPositive, Length } from 'class-validator';
import { IsId, type UserId } from '../ids.js';

/** Users that one call may ask about. */
export const maxUserIds = 1_000;

/** Names one user by id, by UMOC's integer or by username; the owner of users resolves it. Exactly one is set. */
export class UserRef {
  @IsOptional() @IsId() id?: UserId;
  @IsOptional() @IsInt() @IsPositive() num?: number;
  @IsOptional() @Length(1, 50) username?: string;
}
