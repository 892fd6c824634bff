import { messaging, type ConversationId, type UserId } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';

/** The sockets of a user start or stop to hear a group. Direct chats go to the two users' own rooms. */
const move = (kind: 'join' | 'leave', conversationId: ConversationId, userId: UserId): Emission => ({
  kind,
  from: roomOf('umoc', 'user', userId),
  room: roomOf('umoc', 'conversation', conversationId),
});

export const presentConversationCreated = presentEvent(messaging.conversationCreated, ({ conversation, memberIds }) =>
  conversation.kind === 'room' ? memberIds.map((id) => move('join', conversation.id, id)) : [],
);

export const presentMembersAdded = presentEvent(messaging.membersAdded, ({ conversation, members }) =>
  conversation.kind === 'room' ? members.map(({ user }) => move('join', conversation.id, user.id)) : [],
);

export const presentMemberRemoved = presentEvent(messaging.memberRemoved, ({ conversation, user }) =>
  conversation.kind === 'room' ? [move('leave', conversation.id, user.id)] : [],
);

/** Nobody hears a deleted group any more. */
export const presentConversationDeleted = presentEvent(messaging.conversationDeleted, ({ conversation: { id } }) => [
  { kind: 'leave', from: roomOf('umoc', 'conversation', id), room: roomOf('umoc', 'conversation', id) },
]);
