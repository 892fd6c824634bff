import { timeOfId, type user } from '@parley/contracts';
import { encodeId } from '../reals2chat.ids.js';

/** R2-3.1: one friend. Nobody's presence is tracked yet: last seen when the account was made. */
export const presentFriend = ({ user: { id, displayName, avatarUrl } }: user.Contact) => ({
  _id: encodeId(id),
  name: displayName,
  photoURL: avatarUrl,
  isOnline: false,
  lastSeen: timeOfId(id).toISOString(),
});
