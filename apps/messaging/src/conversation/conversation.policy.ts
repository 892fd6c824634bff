import { AppError, type messaging, type UserId } from '@parley/contracts';
import type { ConversationRow } from './conversation.entity.js';

/** A live conversation as one user meets it; the role is null when he is not a member. */
export interface Encounter {
  readonly conversation: ConversationRow;
  readonly viewerRole: messaging.MemberRole | null;
}

export interface Membership extends Encounter {
  readonly viewerRole: messaging.MemberRole;
}

/** Everybody may look at a public room (C40). @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
export const requireVisible = (found: Encounter | null): Encounter => {
  if (found === null) throw new AppError('CONVERSATION_NOT_FOUND');
  if (found.viewerRole === null && found.conversation.visibility === 'private') throw new AppError('NOT_A_MEMBER');
  return found;
};

/** Only members read messages. @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
export const requireMember = (found: Encounter | null): Membership => {
  if (found === null) throw new AppError('CONVERSATION_NOT_FOUND');
  if (found.viewerRole === null) throw new AppError('NOT_A_MEMBER');
  return { conversation: found.conversation, viewerRole: found.viewerRole };
};

/** The two of a direct conversation, in the order of its key. */
export interface Pair {
  readonly key: string;
  readonly low: UserId;
  readonly high: UserId;
}

export const pairOf = (one: UserId, other: UserId): Pair => {
  const [low, high] = one < other ? [one, other] : [other, one];
  return { key: `${low}:${high}`, low, high };
};

export const otherOf = ({ low, high }: Pair, viewerId: UserId): UserId => (low === viewerId ? high : low);
