import { AppError } from '@parley/contracts';
import { randomInt } from 'node:crypto';
import type { Encounter, Membership } from '../conversation/conversation.policy.js';
import { requireRoomAdmin, requireRoomMember } from '../room/room.policy.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const codeChars = 10;

/** Random throughout: a code is a secret, never derived from an id (C23). */
export const newInviteCode = (): string => Array.from({ length: codeChars }, () => alphabet[randomInt(alphabet.length)]).join('');

/** A-RC-13. @throws {AppError} CONVERSATION_NOT_FOUND, CONVERSATION_IS_DIRECT, NOT_A_MEMBER, ROLE_REQUIRED */
export const requireMayInvite = (found: Encounter | null): Membership =>
  found?.conversation.visibility === 'private' ? requireRoomAdmin(found) : requireRoomMember(found);

/** A code of a room that is gone opens nothing. @throws {AppError} INVITATION_INVALID */
export const requireOpen = (found: Encounter | null): Encounter => {
  if (found === null) throw new AppError('INVITATION_INVALID');
  return found;
};
