import type { Json } from '@parley/testing';
import { reactionsOfV1, type Replica } from './replica.harness.js';

type Change = (replica: Replica, payload: Json, seq: number) => void;

const roleOfUmoc = (isAdmin: boolean): string => (isAdmin ? 'admin' : 'member');
const put: Change = (replica, message) => replica.put(message);
const putWithin: Change = (replica, { message }) => replica.put(message);

const connectbest: Readonly<Record<string, Change>> = {
  'message:new': put,
  'message:updated': put,
  'message:deleted': (replica, { messageId }) => replica.drop(messageId),
  'message:reaction': (replica, { messageId, reaction: { userId, emoji } }) =>
    replica.react(messageId, (before) => [...before.filter((one) => !one.startsWith(userId)), `${userId} ${emoji}`]),
  'members:added': (replica, { members }, seq) =>
    replica.seat(
      members.map(({ userId, role }: Json) => [userId, role]),
      seq,
    ),
  'member:removed': (replica, { userId }) => replica.unseat(userId),
  'member:role': (replica, { userId, role }) => replica.rank(userId, role),
  'channel:updated': (replica, { name }) => void (replica.name = name),
};

const chatrooms: Readonly<Record<string, Change>> = {
  user_joined: (replica, { user, role: as, users }, seq) =>
    replica.seat(
      (users ?? [{ ...user, role: as }]).map(({ id, role }: Json) => [id, role]),
      seq,
    ),
  user_left: (replica, { user_id }) => replica.unseat(user_id),
  role_changed: (replica, { user_id, role, is_admin }) => replica.rank(String(user_id), role ?? roleOfUmoc(is_admin)),
  chatroom_updated: (replica, { name }) => void (replica.name = name),
};

const reals2chat: Readonly<Record<string, Change>> = {
  receiveMessage: put,
  messageUpdated: put,
  messageDeleted: (replica, { messageId }) => replica.drop(messageId),
};

/** `role_changed` is one of chatrooms, too. */
const umoc: Readonly<Record<string, Change>> = {
  new_message: put,
  message_edited: put,
  members_added: (replica, { members }, seq) =>
    replica.seat(
      members.map(({ user_id, is_admin }: Json) => [String(user_id), roleOfUmoc(is_admin)]),
      seq,
    ),
  member_removed: (replica, { user_id }) => replica.unseat(String(user_id)),
  group_updated: (replica, { name }) => void (replica.name = name),
  messages_read: (replica, { reader_id, message_ids }) => replica.read(String(reader_id), message_ids),
};

/** Names that chatrooms and v1 share mean the same. */
const v1: Readonly<Record<string, Change>> = {
  message_received: putWithin,
  message_updated: putWithin,
  reaction_updated: (replica, { message_id, reactions }) =>
    replica.react(message_id, () =>
      Array.isArray(reactions) ? reactions.map(({ user_id, emoji }) => `${user_id} ${emoji}`) : reactionsOfV1(reactions),
    ),
  message_deleted: (replica, { message_id }) => replica.drop(message_id),
  participants_added: (replica, { participants }, seq) =>
    replica.seat(
      participants.map(({ user_id }: Json) => [user_id, null]),
      seq,
    ),
  participant_removed: (replica, { participant }) => replica.unseat(participant.user_id),
  conversation_updated: (replica, { name }) => void (replica.name = name),
};

const changes = { ...connectbest, ...chatrooms, ...reals2chat, ...umoc, ...v1 };

/** Takes a change, or the event that pushed it, in the order of seq; what was taken before may come again. */
export const take = (replica: Replica, type: string, payload: Json, seq: number): void => {
  if (payload !== null) changes[type]?.(replica, payload, seq);
  replica.cursor = Math.max(replica.cursor, seq);
};
