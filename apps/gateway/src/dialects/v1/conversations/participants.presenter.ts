import type { messaging } from '@parley/contracts';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentParticipant } from './conversations.presenter.js';

/** Response of `PUT /v1/conversations/{id}` (A-V1-15). */
export const presentUpdated = (conversation: messaging.Conversation) =>
  success({
    conversation_id: v1Ids.conversation.encode(conversation.id),
    type: 'group' as const,
    name: conversation.title ?? '',
    avatar_url: conversation.avatarUrl,
    updated_at: v1Time(conversation.updatedAt),
  });

/** Response of `POST /v1/conversations/{id}/participants`: those who were named. */
export const presentAdded = ({ conversation, members }: messaging.AddedMembers) =>
  success({
    conversation_id: v1Ids.conversation.encode(conversation.id),
    participants: members.map(({ user }) => presentParticipant(user)),
  });
