import type { user } from '@parley/contracts';
import type { OwnProfile } from '../../../views/own-profile.view.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { presentTime, presentTimeOrNull } from '../chatrooms-time.js';

/** RC-users.me.get. */
export const presentOwnProfile = ({ account, profile }: OwnProfile) => ({
  id: chatroomsIds.encode(account.userId),
  username: account.username,
  email: account.email,
  display_name: profile.displayName,
  avatar_url: profile.avatarUrl,
  public_key: profile.publicKey,
  is_verified: account.isEmailVerified,
  created_at: presentTime(account.createdAt),
  last_login: presentTimeOrNull(account.lastLoginAt),
});

/** A person as room events show one. */
export const presentUser = (card: user.UserCard) => ({
  id: chatroomsIds.encode(card.id),
  username: card.username,
  display_name: card.displayName,
  avatar_url: card.avatarUrl,
});
