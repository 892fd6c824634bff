import type { auth } from '@parley/contracts';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';

/** A user of 8.2. Here `status` is the account's state, not presence (A-CB-86). */
export const presentPerson = (account: auth.ListedAccount) => ({
  id: connectbestIds.user.encode(account.userId),
  email: account.email ?? '',
  name: account.displayName,
  role: account.role,
  status: account.state,
  emailVerified: account.isEmailVerified,
  lastLogin: account.lastLoginAt === null ? null : presentTime(account.lastLoginAt),
  createdAt: presentTime(account.createdAt),
});
