import { timeOfId, type UserId } from '@parley/contracts';
import { presentTime } from './time.codec.js';

/** How one user's presence is shown: nobody's is known, so everybody was last seen when the account was made. */
export const presentPresence = (userId: UserId) => ({
  is_online: false,
  status: 'offline' as const,
  last_seen: presentTime(timeOfId(userId)),
});
