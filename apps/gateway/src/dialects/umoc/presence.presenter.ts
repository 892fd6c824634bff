import { timeOfId, user, type UserId } from '@parley/contracts';
import { presentSignal } from '../../realtime/present-signal.js';
import { roomOf } from '../../realtime/rooms.js';
import { presentTime } from './time.codec.js';

/** How one user's presence is shown: away and busy are online (C32). Who hides it was last seen when the account was made. */
export const presentPresence = (userId: UserId, presence: user.Presence | undefined) => {
  const is_online = presence !== undefined && presence.status !== 'offline';
  return {
    is_online,
    status: is_online ? ('online' as const) : ('offline' as const),
    last_seen: presentTime(presence?.lastSeenAt ?? timeOfId(userId)),
  };
};

/** UM-s2c-user_status: to friends, when somebody comes or goes (C33, A-UM-33). `last_seen` for offline alone (A-UM-14). */
export const presentPresenceChanged = presentSignal(user.presenceChanged, (changes) =>
  changes
    .filter(({ from, to, visibility }) => (from === 'offline') !== (to === 'offline') && visibility !== 'nobody')
    .map(({ user: { num, username }, to, lastSeenAt, contactIds }) => ({
      kind: 'emit',
      rooms: contactIds.map((friend) => roomOf('umoc', 'user', friend)),
      event: 'user_status',
      data: {
        user_id: num,
        username,
        ...(to === 'offline' ? { status: 'offline', last_seen: presentTime(lastSeenAt) } : { status: 'online' }),
      },
    })),
);
