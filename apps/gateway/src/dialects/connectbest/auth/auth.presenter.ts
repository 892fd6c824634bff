import type { auth, user } from '@parley/contracts';
import type { OwnProfile } from '../../../views/own-profile.view.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import type { WithPresence } from './own-user.view.js';
import { presentStatus } from '../presence/presence.presenter.js';

interface Registrant {
  readonly name: string;
  readonly phone: string | null;
}

/** The user of 1.1. Name and phone are what was just given. */
const presentRegistered = (account: auth.Account, { name, phone }: Registrant) => ({
  id: connectbestIds.user.encode(account.userId),
  email: account.email ?? '',
  name,
  role: account.role,
  phone,
  emailVerified: account.isEmailVerified,
  createdAt: presentTime(account.createdAt),
});

/** CB-1.1. */
export const presentRegistration = (account: auth.Account, registrant: Registrant, token: string) => ({
  user: presentRegistered(account, registrant),
  token,
  message: `Verification email sent to ${account.email ?? ''}`,
});

/** The user of 1.2. */
export const presentLoggedIn = ({ account, profile, presence }: OwnProfile & WithPresence) => ({
  id: connectbestIds.user.encode(account.userId),
  email: account.email ?? '',
  name: profile.displayName,
  role: account.role,
  phone: profile.phone,
  image: profile.avatarUrl,
  emailVerified: account.isEmailVerified,
  status: presentStatus(presence),
  statusMessage: profile.statusMessage,
});

const presentPreferences = ({ preferences: { notifications, soundEnabled, timezone } }: user.Profile) => ({ notifications, soundEnabled, timezone });

/** The user of 1.5. */
export const presentMe = ({ account, profile, presence }: OwnProfile & WithPresence) => ({
  id: connectbestIds.user.encode(account.userId),
  email: account.email ?? '',
  name: profile.displayName,
  role: account.role,
  phone: profile.phone,
  image: profile.avatarUrl,
  status: presentStatus(presence),
  statusMessage: profile.statusMessage,
  emailVerified: account.isEmailVerified,
  preferences: presentPreferences(profile),
  createdAt: presentTime(account.createdAt),
});
