import type { user } from '@parley/contracts';
import type { SeenPerson } from '../../../views/people.view.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentStatus } from '../presence/presence.presenter.js';

/** One of CB-2.4. E-mail and phone are null where their owner hides them (C36). */
export const presentFoundUser = (profile: user.Profile, presence: user.Presence | undefined) => ({
  id: connectbestIds.user.encode(profile.id),
  name: profile.displayName,
  email: profile.email,
  phone: profile.phone,
  status: presentStatus(presence),
  avatar: profile.avatarUrl,
});

/** CB-2.5. */
export const presentUser = ({ profile, presence }: SeenPerson) => ({
  id: connectbestIds.user.encode(profile.id),
  name: profile.displayName,
  email: profile.email,
  phone: profile.phone,
  status: presentStatus(presence),
  statusMessage: profile.statusMessage,
  avatar: profile.avatarUrl,
  createdAt: presentTime(profile.createdAt),
});
