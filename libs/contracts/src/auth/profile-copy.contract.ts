import { IsOptional, IsString, Length } from 'class-validator';
import { IsId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';

/** What auth keeps of a profile: as who somebody logs in, and who admins look for. */
export interface ProfileCopy {
  readonly displayName: string;
  readonly avatarUrl: string | null;
}

export class MirrorProfileInput {
  @IsId() userId!: UserId;
  @Length(1, 100) displayName!: string;
  @IsOptional() @IsString() avatarUrl!: string | null;
  /** ISO 8601 UTC of the profile's last change: an older copy never overwrites a newer one. */
  @IsString() updatedAt!: string;
}

/** Called by user after commit and before it answers (read your own write); the event repairs what this missed. */
export const mirrorProfile = defineRpc<MirrorProfileInput, null>('auth.profile.mirror', {
  input: MirrorProfileInput,
  errors: [],
  // Its caller's own caller waits.
  timeoutMs: 1_000,
  idempotent: true,
});
