import { IsInt, IsOptional, IsPositive, IsString, Length } from 'class-validator';
import { IsId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';

export class MirrorUserInput {
  @IsId() id!: UserId;
  @IsInt() @IsPositive() num!: number;
  @Length(1, 50) username!: string;
  @Length(1, 100) displayName!: string;
  @IsOptional() @IsString() avatarUrl!: string | null;
  /** By which he may be mentioned (A-CB-33). */
  @IsOptional() @IsString() email?: string | null;
  /** ISO 8601 UTC of the profile's last change: an older copy never overwrites a newer one. */
  @IsString() updatedAt!: string;
}

/** Called by user after commit and before it answers (read your own write); the event repairs what this missed. */
export const mirrorUser = defineRpc<MirrorUserInput, null>('messaging.user.mirror', {
  input: MirrorUserInput,
  errors: [],
  // Its caller's own caller waits, and the event repairs what this missed.
  timeoutMs: 1_000,
  idempotent: true,
});
