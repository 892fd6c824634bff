import { timeOfId, user, type UserId } from '@parley/contracts';
import { presentSignal } from '../../../realtime/present-signal.js';
import { roomOf } from '../../../realtime/rooms.js';
import type { SeenContacts } from '../../../views/people.view.js';
import { encodeId } from '../reals2chat.ids.js';

/** Away and busy are online here (C32); who is online was last seen now (A-R2-12). */
const presentPresence = (id: UserId, presence: user.Presence | undefined, now: Date) => {
  const isOnline = presence !== undefined && presence.status !== 'offline';
  return { isOnline, lastSeen: (isOnline ? now : new Date(presence?.lastSeenAt ?? timeOfId(id))).toISOString() };
};

/** R2-3.1. `now` is given, so that the function stays pure. */
export const presentFriends = ({ contacts, presences }: SeenContacts, now: Date) =>
  contacts.map(({ user: { id, displayName, avatarUrl } }) => ({
    _id: encodeId(id),
    name: displayName,
    photoURL: avatarUrl,
    ...presentPresence(id, presences.get(id), now),
  }));

/** A client's queue holds 256 events; the list of friends shows the rest. */
const mostGreetings = 200;

/** R2-4.2 userStatus of the friends who are online, for a socket that has just come (A-R2-12). */
export const presentOnlineFriends = ({ contacts, presences }: SeenContacts, now: Date) =>
  contacts
    .map(({ user: { id } }) => ({ userId: encodeId(id), ...presentPresence(id, presences.get(id), now) }))
    .filter(({ isOnline }) => isOnline)
    .slice(0, mostGreetings);

/** R2-4.2 userStatus: to friends, when somebody comes or goes (C33). */
export const presentPresenceChanged = presentSignal(user.presenceChanged, (changes) =>
  changes
    .filter(({ from, to, visibility }) => (from === 'offline') !== (to === 'offline') && visibility !== 'nobody')
    .map(({ user: { id }, to, lastSeenAt, contactIds }) => ({
      kind: 'emit',
      rooms: contactIds.map((friend) => roomOf('reals2chat', 'user', friend)),
      event: 'userStatus',
      data: { userId: encodeId(id), isOnline: to !== 'offline', lastSeen: lastSeenAt },
    })),
);
