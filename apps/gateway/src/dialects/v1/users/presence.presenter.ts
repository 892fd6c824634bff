import { timeOfId, user, type UserId } from '@parley/contracts';
import { presentSignal } from '../../../realtime/present-signal.js';
import { roomOf } from '../../../realtime/rooms.js';
import { userRoom } from '../rooms.js';
import { v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';

/** Sockets that have subscribed to somebody, and those of them that are one listener's. */
export const subscribersRoom = (id: UserId): string => roomOf('v1', 'presence', id);
export const subscriberRoom = (listenerId: UserId, id: UserId): string => roomOf('v1', `presence.${listenerId}`, id);

/** Who is in a meeting is busy here (C32). */
const presentStatus = (status: user.PresenceStatus) => (status === 'inmeeting' ? 'busy' : status);

/** A person's presence, wherever this dialect shows one. Who hides it was last seen when the account was made. */
export const presentPresence = (userId: UserId, presence: user.Presence | undefined) => ({
  status: presentStatus(presence?.status ?? 'offline'),
  last_seen: v1Time(presence?.lastSeenAt ?? timeOfId(userId)),
});

/** V1-8.2 presence_changed, as the answer to a subscription (A-V1-34). */
export const presentSnapshot = (userId: UserId, presence: user.Presence | undefined) => ({
  user_id: v1Ids.user.encode(userId),
  ...presentPresence(userId, presence),
  status_message: presence?.statusMessage ?? null,
});

const roomsOf = ({ user: { id }, visibility, contactIds, onlyIds }: user.PresenceChange): readonly string[] => {
  if (onlyIds === null && visibility === 'everyone') return [subscribersRoom(id)];
  return (onlyIds ?? [id, ...(visibility === 'contacts' ? contactIds : [])]).map((one) => subscriberRoom(one, id));
};

/** V1-8.2 presence_changed: to subscribers, but for whom the person hides from (C33). */
export const presentPresenceChanged = presentSignal(user.presenceChanged, (changes) =>
  changes.map((change) => ({
    kind: 'emit',
    rooms: roomsOf(change),
    exceptRooms: change.blockIds.map(userRoom),
    event: 'presence_changed',
    data: {
      user_id: v1Ids.user.encode(change.user.id),
      status: presentStatus(change.to),
      last_seen: v1Time(change.lastSeenAt),
      status_message: change.statusMessage,
    },
  })),
);
