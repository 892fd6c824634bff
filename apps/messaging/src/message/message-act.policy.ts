import { AppError, type ConversationId, type messaging, type Origin, type UserId } from '@parley/contracts';

const connectbestEditWindowMs = 24 * 60 * 60_000;

interface Written {
  readonly type: messaging.MessageType;
  readonly sender: { readonly id: UserId };
  readonly createdAt: Date;
}

/** The author, of what he wrote himself; through ConnectBest for 24 hours (C53). @throws {AppError} MESSAGE_EDIT_DENIED, EDIT_WINDOW_EXPIRED */
export const requireEditable = ({ type, sender, createdAt }: Written, origin: Origin, now: number): void => {
  if (sender.id !== origin.userId || type === 'system') throw new AppError('MESSAGE_EDIT_DENIED');
  if (origin.dialect === 'connectbest' && now - createdAt.getTime() > connectbestEditWindowMs) throw new AppError('EDIT_WINDOW_EXPIRED');
};

/** Where something is deleted, and as what the deleter stands there. */
interface Place {
  readonly conversation: { readonly id: ConversationId; readonly kind: 'direct' | 'room' };
  readonly role: messaging.MemberRole;
}

/** For everyone: the author; owners and admins of a room, too, but not through UMOC (C54). @throws {AppError} MESSAGE_DELETE_DENIED */
export const requireDeletable = ({ type, sender }: Written, { conversation, role }: Place, origin: Origin): void => {
  const isAuthor = sender.id === origin.userId && type !== 'system';
  const isInCharge = conversation.kind === 'room' && role !== 'member' && origin.dialect !== 'umoc';
  if (!isAuthor && !isInCharge) throw new AppError('MESSAGE_DELETE_DENIED');
};

/** Owners and admins of a room; in a direct conversation both (A-CB-40). @throws {AppError} ROLE_REQUIRED */
export const requirePinner = ({ conversation, role }: Place): void => {
  if (conversation.kind === 'room' && role === 'member') throw new AppError('ROLE_REQUIRED');
};
