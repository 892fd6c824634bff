import { AppError, type UserId } from '@parley/contracts';
import { requireMember, type Encounter, type Membership } from '../conversation/conversation.policy.js';

/** Nobody changes who is in a direct conversation (A-CB-81). @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER, CONVERSATION_IS_DIRECT */
export const requireRoom = (found: Encounter | null): Encounter => {
  if (found === null) throw new AppError('CONVERSATION_NOT_FOUND');
  if (found.conversation.kind === 'room') return found;
  throw new AppError(found.viewerRole === null ? 'NOT_A_MEMBER' : 'CONVERSATION_IS_DIRECT');
};

export const requireRoomMember = (found: Encounter | null): Membership => requireMember(requireRoom(found));

/** Owner or admin (C29). @throws {AppError} ROLE_REQUIRED, and those of `requireRoom` */
export const requireRoomAdmin = (found: Encounter | null): Membership => {
  const membership = requireRoomMember(found);
  if (membership.viewerRole === 'member') throw new AppError('ROLE_REQUIRED');
  return membership;
};

/** @throws {AppError} OWNER_REQUIRED, and those of `requireRoom` */
export const requireRoomOwner = (found: Encounter | null): Membership => {
  const membership = requireRoomMember(found);
  if (membership.viewerRole !== 'owner') throw new AppError('OWNER_REQUIRED');
  return membership;
};

/**
 * Into a private room its admins bring people; into a public one every member does, and who is not in it himself (A-CB-24).
 * Admins alone make admins.
 */
export const requireMayAdd = (found: Encounter | null, viewerId: UserId, memberIds: readonly UserId[], role: 'admin' | 'member'): Encounter => {
  const room = requireRoom(found);
  const isJoiningAlone = room.conversation.visibility === 'public' && memberIds.every((id) => id === viewerId);
  if (room.viewerRole === null && !isJoiningAlone) throw new AppError('NOT_A_MEMBER');
  const isAdmin = room.viewerRole === 'owner' || room.viewerRole === 'admin';
  if (!isAdmin && (role === 'admin' || room.conversation.visibility === 'private')) throw new AppError('ROLE_REQUIRED');
  return room;
};

/** A private room is entered by those who are in it, that is by nobody. @throws {AppError} NOT_A_MEMBER, and those of `requireRoom` */
export const requireMayJoin = (found: Encounter | null): Encounter => {
  const room = requireRoom(found);
  if (room.viewerRole === null && room.conversation.visibility === 'private') throw new AppError('NOT_A_MEMBER');
  return room;
};

/** @throws {AppError} ROOM_FULL {maxMembers} */
export const requireSpace = ({ conversation: { memberCount, maxMembers } }: Encounter, newcomers: number): void => {
  if (newcomers > 0 && maxMembers !== null && memberCount + newcomers > maxMembers) throw new AppError('ROOM_FULL', { maxMembers });
};
