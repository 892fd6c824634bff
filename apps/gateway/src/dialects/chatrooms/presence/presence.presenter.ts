import { user, type ConversationId } from '@parley/contracts';
import { presentSignal } from '../../../realtime/present-signal.js';
import { roomOf } from '../../../realtime/rooms.js';
import { chatroomsIds } from '../chatrooms.ids.js';

/** Every socket of a chatroom's members, joined or not: presence events always reach them (A-RC-23). */
export const presenceRoom = (id: ConversationId): string => roomOf('chatrooms', 'presence', id);

/** Away and busy are online here (C32). */
export const isOnline = (presence: user.Presence | undefined): boolean => presence !== undefined && presence.status !== 'offline';

/** RC-ws.s2c.user_online, user_offline: to who shares a chatroom, but for whom the person hides from (A-RC-27, C33). */
export const presentPresenceChanged = presentSignal(user.presenceChanged, (changes) =>
  changes
    .filter(({ from, to }) => (from === 'offline') !== (to === 'offline'))
    .map(({ user: { id, username }, to, roomIds, peerIds, blockIds }) => ({
      kind: 'emit',
      rooms: [...roomIds.map(presenceRoom), ...peerIds.map((peer) => roomOf('chatrooms', 'user', peer))],
      exceptRooms: [id, ...blockIds].map((one) => roomOf('chatrooms', 'user', one)),
      event: to === 'offline' ? 'user_offline' : 'user_online',
      data: { user_id: chatroomsIds.encode(id), username },
    })),
);
