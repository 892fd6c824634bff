import { messaging, type ConversationId, type UserId } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { conversationGroups, groupRoom } from '../sockets/socket-groups.js';

/** A user's open sockets enter or leave the room of a conversation in every group that has one. */
const moveSockets = (kind: 'join' | 'leave', userId: UserId, conversationId: ConversationId): readonly Emission[] =>
  conversationGroups.map((group) => ({ kind, from: groupRoom(group, 'user', userId), room: groupRoom(group, 'conversation', conversationId) }));

/** Direct conversations reach their two members through the users' own rooms. */
export const presentConversationCreated = presentEvent(messaging.conversationCreated, ({ conversation, memberIds }) =>
  conversation.kind === 'direct' ? [] : memberIds.flatMap((userId) => moveSockets('join', userId, conversation.id)),
);

export const presentMembersAdded = presentEvent(messaging.membersAdded, ({ conversation, members }) =>
  conversation.kind === 'direct' ? [] : members.flatMap(({ user }) => moveSockets('join', user.id, conversation.id)),
);

/** Nobody hears a deleted channel any more. */
export const presentConversationDeleted = presentEvent(messaging.conversationDeleted, ({ conversation }) =>
  conversationGroups.map((group) => {
    const room = groupRoom(group, 'conversation', conversation.id);
    return { kind: 'leave', from: room, room };
  }),
);

export const presentMemberRemoved = presentEvent(messaging.memberRemoved, ({ conversation, user }) => moveSockets('leave', user.id, conversation.id));
