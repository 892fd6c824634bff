import type { AnyId, ConversationId, MessageId, notification, UserId } from '@parley/contracts';

/** Whom of a conversation something is told to, by their levels: who hears of everything there, who of mentions only. */
export type Listeners = readonly ('everything' | 'mentions')[];

/** Something people are to be told of, as it happened: one draft whatever their number. */
export interface Notice {
  readonly kind: notification.NotificationKind;
  /** Once per person and kind. */
  readonly source: string;
  /** What may have become of it meanwhile: itself, its message, its conversation. */
  readonly scopes: readonly string[];
  /** Its place in the conversation's log; milliseconds since 1970 where there is none. */
  readonly place: number;
  readonly title: string;
  readonly body: string;
  readonly conversationId: ConversationId | null;
  readonly messageId: MessageId | null;
  readonly actorId: UserId;
  /** What a level is kept under: the room, or the other person of a direct conversation. */
  readonly targetId: AnyId;
  readonly listeners: Listeners;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly userIds: readonly UserId[];
}

export const messageScope = (id: MessageId): string => `message:${id}`;
/** Within the range of its message: what becomes of that becomes of this. */
export const reactionScope = (id: MessageId, userId: UserId, emoji: string): string => `${messageScope(id)}:reaction:${userId}:${emoji}`;
export const conversationScope = (id: ConversationId): string => `conversation:${id}`;
/** Its calls, which stand in no log: their places are times. */
export const callsScope = (id: ConversationId): string => `calls:${id}`;
export const contactScope = (id: AnyId): string => `contact:${id}`;

/** The place of what stands in no log. */
export const placeOfTime = (at: string): number => Date.parse(at);

/** Beyond any place: holds for all that may still come. */
export const endOfPlaces = Number.MAX_SAFE_INTEGER;
