import { Type } from 'class-transformer';
import { MaxLength, ValidateNested } from 'class-validator';
import { defineEvent } from '../event.js';
import { IsId, type FileId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import { IsWebUrl } from '../web-url.decorator.js';
import type { Profile } from './profile.contract.js';

export class SetAvatarInput {
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  /** A picture that the file service keeps, of purpose `avatar`. */
  @IsId() fileId!: FileId;
  /** Where everybody fetches it. */
  @IsWebUrl() @MaxLength(2_048) avatarUrl!: string;
}

/** Shows an uploaded picture as one's avatar (C37); messaging shows it before the answer, the one it replaces is removed. */
export const setAvatar = defineRpc<SetAvatarInput, Profile>('user.avatar.set', {
  input: SetAvatarInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

/**
 * A user wears another picture: the avatar file `fileId`, or none of ours (null: cleared, or an address elsewhere).
 * file then keeps that one and deletes the one before (C37); of two changes the later `changedAt` counts.
 */
export const avatarChanged = defineEvent<{
  readonly userId: UserId;
  readonly fileId: FileId | null;
  /** ISO 8601 UTC. */
  readonly changedAt: string;
}>('user.avatar.changed.v1');
