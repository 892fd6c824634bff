import { describe, expect, it } from '@jest/globals';
import { messaging, newId, notification, user, type Rpc } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import type { Viewer } from '../session/viewer.js';
import { ConversationDetailsView } from '../views/conversation-details.view.js';
import { ConversationPresenceView } from '../views/conversation-presence.view.js';
import { MessagePageView } from '../views/message-page.view.js';
import { PeopleView } from '../views/people.view.js';
import { PresenceView } from '../views/presence.view.js';
import { ThreadView } from '../views/thread.view.js';
import { MessagesController as ChatroomsMessages } from './chatrooms/messages/messages.controller.js';
import { SearchController as ChatroomsSearch } from './chatrooms/messages/search.controller.js';
import { RoomsController } from './chatrooms/rooms/rooms.controller.js';
import { ChannelsController } from './connectbest/channels/channels.controller.js';
import { DmsController } from './connectbest/dms/dms.controller.js';
import { MessageController } from './connectbest/messages/message.controller.js';
import { MessagesController as ConnectBestMessages } from './connectbest/messages/messages.controller.js';
import { PinsController } from './connectbest/messages/pins.controller.js';
import { SearchController as ConnectBestSearch } from './connectbest/messages/search.controller.js';
import { NotificationsController as ConnectBestNotifications } from './connectbest/notifications/notifications.controller.js';
import { UsersController as ConnectBestUsers } from './connectbest/users/users.controller.js';
import { FriendsController } from './reals2chat/friends/friends.controller.js';
import { MessagesController as Reals2ChatMessages } from './reals2chat/messages/messages.controller.js';
import { ChatsGateway } from './umoc/chats/chats.gateway.js';
import { ChatsView } from './umoc/chats/chats.view.js';
import { GroupView } from './umoc/chats/group.view.js';
import { ContactsGateway } from './umoc/contacts/contacts.gateway.js';
import { MessagesGateway } from './umoc/messages/messages.gateway.js';
import { ContactsController } from './v1/contacts/contacts.controller.js';
import { ConversationsController } from './v1/conversations/conversations.controller.js';
import { MessagesController as V1Messages } from './v1/messages/messages.controller.js';
import { NotificationsController as V1Notifications } from './v1/notifications/notifications.controller.js';
import { UsersController as V1Users } from './v1/users/users.controller.js';

const at = '2025-01-15T10:30:00.000Z';
const id = newId<'conversation'>();
const viewer = { userId: newId<'user'>(), sessionId: newId<'session'>(), dialect: 'v1' } as Viewer;
const personOf = (userId = newId<'user'>()): user.UserCard => ({ id: userId, num: 7, username: 'ada', displayName: 'Ada', avatarUrl: null });
const me = personOf(viewer.userId);

/** Each of somebody else, answered by a thread and reacted to by yet another. */
const messageOf = (): messaging.Message => ({
  ...{ id: newId<'message'>(), conversationId: id, sender: personOf(), seq: 2, type: 'text', body: { kind: 'plain', text: 'hi' } },
  ...{ attachments: [], metadata: {}, reactions: [{ user: personOf(), emoji: '👍', createdAt: at }], replyToId: null, threadRootId: null },
  ...{ threadCount: 1, isPinned: true, linkPreview: null, voice: null },
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  ...{ sentAt: at, editedAt: null, deletedAt: null },
});
const conversationOf = (kind: 'direct' | 'room'): messaging.Conversation => ({
  ...{ id, num: 3, kind, title: 'Room', slug: 'room', pair: kind === 'direct' ? [me, personOf()] : null, description: null },
  ...{ visibility: 'private', ownerId: viewer.userId, avatarUrl: null, maxMembers: null, isEncryptionRequired: false },
  ...{ isAutoSummaryEnabled: false, summaryThreshold: 50, memberCount: 2, lastActivityAt: at, createdAt: at, updatedAt: at },
});
const memberOf = (): messaging.Member => ({ user: personOf(), role: 'member', joinedAt: at, lastReadAt: null });
const entryOf = (kind: 'direct' | 'room'): messaging.ConversationEntry => ({
  ...{ conversation: conversationOf(kind), role: 'member', joinedAt: at, unreadCount: 1, unreadReplyCount: 0, lastMessage: messageOf() },
  ...{ isPinned: false, isMuted: false, members: [memberOf()] },
});
const contactOf = (): user.Contact => ({
  ...{ id: newId<'contact'>(), user: personOf(), relation: 'accepted', isRequestedByMe: true, isBlocked: false, message: null, since: at },
  streak: { days: 0, isSafe: false },
});
const profileOf = (): user.Profile => ({
  ...{ ...personOf(), email: null, phone: null, bio: null, publicKey: null, statusMessage: null, createdAt: at, updatedAt: at },
  preferences: { notifications: true, soundEnabled: true, timezone: 'UTC' },
  visibility: { presence: 'everyone', contact: 'everyone' },
});
const hitOf = () => ({
  ...{ message: messageOf(), conversation: conversationOf('room'), score: 1, matchedTerms: ['hi'], highlight: 'hi' },
  context: { before: '', match: 'hi', after: '' },
});
const noticeOf = (): notification.Notification => ({
  ...{ id: newId<'notification'>(), userId: viewer.userId, kind: 'mention', title: 'Ada', body: 'hi', conversationId: id, messageId: newId() },
  ...{ actorId: newId(), isRead: false, createdAt: at },
});

/** What services answer when there are `count` of everything. */
const answersOf = (count: number): ReadonlyMap<object, unknown> => {
  const many = <T>(one: () => T): readonly T[] => Array.from({ length: count }, one);
  const messages = many(messageOf);
  const members = many(memberOf);
  return new Map<object, unknown>([
    [messaging.listConversations, { entries: [...many(() => entryOf('room')), ...many(() => entryOf('direct'))], total: count }],
    [messaging.discoverRooms, { conversations: many(() => conversationOf('room')), total: count }],
    [messaging.listMessages, { conversation: conversationOf('direct'), messages, hasMore: false, total: count }],
    [messaging.getThread, { parent: messageOf(), replies: messages, total: count }],
    [messaging.getConversation, { conversation: conversationOf('room'), members, viewerRole: 'owner' }],
    [messaging.searchMessages, { hits: many(hitOf), total: count }],
    [messaging.listPins, messages],
    [messaging.listFavorites, []],
    [messaging.createRoom, entryOf('room')],
    [user.listContacts, { contacts: many(contactOf), total: count }],
    [user.searchUsers, { profiles: many(profileOf), total: count }],
    [user.viewProfiles, many(profileOf)],
    [user.getProfile, profileOf()],
    [user.getPresences, members.map((member) => ({ userId: member.user.id, status: 'online', statusMessage: null, lastSeenAt: at }))],
    [notification.listNotifications, { notifications: many(noticeOf), total: count, unreadCount: count }],
  ]);
};

type Run = (rpc: RpcClient) => unknown;
type Look = readonly [what: string, calls: readonly { readonly subject: string }[], run: Run];

const pages = (rpc: RpcClient) => new MessagePageView(rpc);
const presences = (rpc: RpcClient) => new PresenceView(rpc);
const rooms = (rpc: RpcClient) => new ConversationPresenceView(rpc, presences(rpc));
const people = (rpc: RpcClient) => new PeopleView(rpc, presences(rpc));
const chats = (rpc: RpcClient) => new ChatsGateway(rooms(rpc), new GroupView(rpc, rooms(rpc)), new ChatsView(rpc, presences(rpc)));
const queried = (query: object): never => ({ limit: 50, offset: 0, page: 1, ...query }) as never;

const { listConversations, listMessages, markRead, markDelivered, getConversation, searchMessages } = messaging;
const { getPresences, listContacts, searchUsers } = user;

const looks: readonly Look[] = [
  ['CB-3.1 channels', [listConversations], (rpc) => new ChannelsController(rpc, {} as never).list(viewer, queried({ type: 'all' }))],
  [
    'CB-3.1 channels to join',
    [messaging.discoverRooms],
    (rpc) => new ChannelsController(rpc, {} as never).list(viewer, queried({ scope: 'discover' })),
  ],
  [
    'CB-3.3 a channel and its members',
    [getConversation, getPresences, user.viewProfiles],
    (rpc) => new ChannelsController(rpc, new ConversationDetailsView(rpc, presences(rpc))).get(viewer, id),
  ],
  ['CB-10.2 DMs', [listConversations, getPresences], (rpc) => new DmsController(rooms(rpc)).list(viewer)],
  ['CB-4.1 a history', [listMessages, markRead], (rpc) => new ConnectBestMessages(rpc, pages(rpc)).list(viewer, id, queried({}))],
  [
    'CB-4.9 a thread',
    [messaging.getThread, messaging.readMessages],
    (rpc) => new MessageController(rpc, {} as never, new ThreadView(rpc)).thread(viewer, id, newId()),
  ],
  ['CB-4.10 a search', [searchMessages], (rpc) => new ConnectBestSearch(rpc).search(viewer, queried({ query: 'hi' }))],
  ['CB-4.7 pins', [messaging.listPins], (rpc) => new PinsController(rpc).list(viewer, id)],
  ['CB-9.3 notifications', [notification.listNotifications], (rpc) => new ConnectBestNotifications(rpc).list(viewer, { all: true })],
  [
    'CB-2.4 people',
    [searchUsers, getPresences],
    (rpc) => new ConnectBestUsers(rpc, {} as never, people(rpc)).search(viewer, queried({ query: 'a' })),
  ],
  ['RC-rooms.list', [listConversations], (rpc) => new RoomsController(rpc, rooms(rpc)).list(viewer, queried({}))],
  ['RC-rooms.get and its members', [getConversation, getPresences], (rpc) => new RoomsController(rpc, rooms(rpc)).get(viewer, id)],
  ['RC-messages.list', [listMessages, markDelivered], (rpc) => new ChatroomsMessages(pages(rpc)).list(viewer, id, queried({}))],
  ['RC-messages.search', [searchMessages], (rpc) => new ChatroomsSearch(rpc).search(viewer, id, queried({ query: 'hi' }))],
  ['R2-3.1 friends', [listContacts, messaging.listFavorites, getPresences], (rpc) => new FriendsController(people(rpc)).list(viewer)],
  ['R2-3.2 a history', [listMessages, markRead], (rpc) => new Reals2ChatMessages(rpc, pages(rpc)).history(viewer, me.id, queried({}))],
  ['UM-c2s-get_chats', [listConversations, listContacts, getPresences], (rpc) => chats(rpc).verbs['get_chats']?.(viewer, {})],
  ['UM-c2s-get_chat_info', [getConversation, getPresences], (rpc) => chats(rpc).verbs['get_chat_info']?.(viewer, { chat_id: 3, is_group: true })],
  [
    'UM-c2s-get_chat_history',
    [listMessages, markDelivered],
    (rpc) => new MessagesGateway(rpc, pages(rpc)).verbs['get_chat_history']?.(viewer, { chat_id: 7 }),
  ],
  ['UM-c2s-get_contacts', [listContacts, getPresences], (rpc) => new ContactsGateway(rpc, people(rpc)).verbs['get_contacts']?.(viewer, {})],
  ['V1-3.1 conversations', [listConversations], (rpc) => new ConversationsController(rpc).list(viewer, queried({}))],
  ['V1-3.3 a history', [listMessages, markDelivered], (rpc) => new V1Messages(rpc, pages(rpc)).list(viewer, id, queried({}))],
  ['V1-2.4 contacts', [listContacts, getPresences], (rpc) => new ContactsController(rpc, people(rpc)).list(viewer, queried({ status: 'all' }))],
  ['V1-2.3 people', [searchUsers, getPresences], (rpc) => new V1Users(rpc, people(rpc)).search(viewer, queried({ q: 'a' }))],
  ['V1-7.1 notifications', [notification.listNotifications], (rpc) => new V1Notifications(rpc).list(viewer, queried({ unread_only: false }))],
];

/** The subjects that are asked for, when there are `count` of everything. */
const callsOf = async (run: Run, count: number): Promise<readonly string[]> => {
  const [answers, subjects] = [answersOf(count), [] as string[]];
  const call = async (contract: Rpc<unknown, unknown>) => {
    subjects.push(contract.subject);
    return answers.get(contract);
  };
  await run({ call } as unknown as RpcClient);
  return subjects.sort();
};

describe('calls to services do not grow with what a dialect lists', () => {
  it.each(looks)('%s', async (_what, calls, run) => {
    const wanted = calls.map(({ subject }) => subject).sort();
    expect([await callsOf(run, 1), await callsOf(run, 200)]).toEqual([wanted, wanted]);
  });
});
