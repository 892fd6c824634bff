import { messaging, type ConversationId, type user, type UserId } from '@parley/contracts';
import { presentEvent, type RoomEmission } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presenceRoom } from '../presence/presence.presenter.js';
import { presentUser } from '../users/users.presenter.js';
import { presentRole } from './rooms.presenter.js';

/** The sockets that joined a chatroom (A-RC-23). */
export const chatroomRoom = (id: ConversationId): string => roomOf('chatrooms', 'conversation', id);

/** Those of them that are one user's own. */
export const ownChatroomRoom = (id: ConversationId, userId: UserId): string => roomOf('chatrooms', `conversation.${userId}`, id);

/** Where a socket of a user stands in a chatroom. */
export const liveRooms = (id: ConversationId, userId: UserId): readonly string[] => [chatroomRoom(id), ownChatroomRoom(id, userId)];

/** Those who joined a chatroom and may see that somebody is there (C31 … C33). */
const toWatchers = (id: ConversationId, userId: UserId, { onlyIds, exceptIds }: user.Watchers) =>
  ({
    kind: 'emit',
    rooms: onlyIds === null ? [chatroomRoom(id)] : onlyIds.map((watcherId) => ownChatroomRoom(id, watcherId)),
    exceptRooms: [userId, ...exceptIds].map((one) => roomOf('chatrooms', 'user', one)),
  }) as const;

/** `user_joined`: the first connection of a user came into the live room (A-RC-23). */
export const presentEntrance = (id: ConversationId, card: user.UserCard, watchers: user.Watchers): RoomEmission => ({
  ...toWatchers(id, card.id, watchers),
  event: 'user_joined',
  data: { chatroom_id: chatroomsIds.encode(id), user: presentUser(card) },
});

/** `user_left`: the last one went. */
export const presentExit = (id: ConversationId, userId: UserId, watchers: user.Watchers): RoomEmission => ({
  ...toWatchers(id, userId, watchers),
  event: 'user_left',
  data: { chatroom_id: chatroomsIds.encode(id), user_id: chatroomsIds.encode(userId) },
});

/** The sockets of a member hear who of the chatroom comes and goes. */
const followPresence = ({ id }: messaging.ConversationCard, userId: UserId) =>
  ({ kind: 'join', from: roomOf('chatrooms', 'user', userId), room: presenceRoom(id) }) as const;

/** Direct conversations reach their two people through the users' own rooms. */
export const presentConversationCreated = presentEvent(messaging.conversationCreated, ({ conversation, memberIds }) =>
  conversation.kind === 'direct' ? [] : memberIds.map((id) => followPresence(conversation, id)),
);

/** `user_joined`: somebody became a member; and as what, for no event of its own tells (addition). */
export const presentMembersAdded = presentEvent(messaging.membersAdded, ({ conversation, members, seq }) =>
  members.flatMap((member) => [
    followPresence(conversation, member.user.id),
    {
      kind: 'emit',
      rooms: [chatroomRoom(conversation.id)],
      event: 'user_joined',
      data: { chatroom_id: chatroomsIds.encode(conversation.id), user: presentUser(member.user), role: presentRole(member.role), seq },
    },
  ]),
);

/** `user_left`: somebody is no member any more, and hears no more of the chatroom. */
export const presentMemberRemoved = presentEvent(messaging.memberRemoved, ({ conversation, user, seq }) => [
  {
    kind: 'emit',
    rooms: [chatroomRoom(conversation.id)],
    event: 'user_left',
    data: { chatroom_id: chatroomsIds.encode(conversation.id), user_id: chatroomsIds.encode(user.id), seq },
  },
  ...[presenceRoom(conversation.id), ...liveRooms(conversation.id, user.id)].map(
    (room) => ({ kind: 'leave', from: roomOf('chatrooms', 'user', user.id), room }) as const,
  ),
]);

/** Nobody hears a deleted chatroom any more. */
export const presentConversationDeleted = presentEvent(messaging.conversationDeleted, ({ conversation }) => [
  ...[chatroomRoom, presenceRoom].map((roomOfChatroom) => {
    const room = roomOfChatroom(conversation.id);
    return { kind: 'leave', from: room, room } as const;
  }),
]);
