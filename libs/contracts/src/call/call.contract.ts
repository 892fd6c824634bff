import { defineEvent } from '../event.js';
import type { Id, UserId } from '../ids.js';
import type { ConversationCard } from '../messaging/conversation-card.contract.js';
import type { UserCard } from '../user/profile.contract.js';

export type CallId = Id<'call'>;

/** A call has ended, or rung out, unanswered by these people; never the caller, none of them in a block with him. */
export const callMissed = defineEvent<{
  readonly callId: CallId;
  readonly caller: UserCard;
  readonly conversation: ConversationCard;
  readonly isVideo: boolean;
  readonly userIds: readonly UserId[];
}>('call-signaling.call.missed.v1');
