import { user } from '@parley/contracts';
import { presentSignal } from '../../../realtime/present-signal.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { groupRoom, presenceRoom } from '../sockets/socket-groups.js';

/** A person's presence, wherever this dialect shows one (C32): it knows all five states. */
export const presentStatus = (presence: user.Presence | undefined): user.PresenceStatus => presence?.status ?? 'offline';

const roomsOf = ({ user: { id }, visibility, contactIds, onlyIds }: user.PresenceChange): readonly string[] => {
  if (onlyIds !== null) return onlyIds.map((listener) => groupRoom('presence', 'user', listener));
  if (visibility === 'everyone') return [presenceRoom];
  return [id, ...(visibility === 'contacts' ? contactIds : [])].map((listener) => groupRoom('presence', 'user', listener));
};

/** CB-6.3 presence:changed: to everybody, but for whom the person hides from (C33). */
export const presentPresenceChanged = presentSignal(user.presenceChanged, (changes) =>
  changes
    .filter(({ from, to }) => from !== to)
    .map((change) => ({
      kind: 'emit',
      rooms: roomsOf(change),
      exceptRooms: change.blockIds.map((id) => groupRoom('presence', 'user', id)),
      event: 'presence:changed',
      data: {
        userId: connectbestIds.user.encode(change.user.id),
        status: change.to,
        lastSeen: presentTime(change.lastSeenAt),
      },
    })),
);
