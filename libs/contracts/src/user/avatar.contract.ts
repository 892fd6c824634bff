import { defineEvent } from '../event.js';
import type { FileId, UserId } from '../ids.js';

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
