import type { user } from '@parley/contracts';
import type { FoundPeople, SeenPerson } from '../../../views/people.view.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentPagination, type PageWindow } from '../v1.page.js';
import { presentPresence } from './presence.presenter.js';
import type { UpdateProfileDto } from './users.dto.js';

/** V1-2.1. E-mail and phone are null where their owner hides them (C36). */
export const presentUser = ({ profile, presence }: SeenPerson) => {
  const { status, last_seen } = presentPresence(profile.id, presence);
  return success({
    user_id: v1Ids.user.encode(profile.id),
    username: profile.username,
    full_name: profile.displayName,
    email: profile.email,
    phone: profile.phone,
    avatar_url: profile.avatarUrl,
    bio: profile.bio,
    status,
    last_seen,
    created_at: v1Time(profile.createdAt),
  });
};

/** V1-2.2: the four documented keys, and what else was sent (A-V1-08). */
export const presentUpdated = (profile: user.Profile, sent: UpdateProfileDto) =>
  success({
    user_id: v1Ids.user.encode(profile.id),
    full_name: profile.displayName,
    bio: profile.bio,
    updated_at: v1Time(profile.updatedAt),
    ...(sent.avatar_url === undefined ? {} : { avatar_url: profile.avatarUrl }),
    ...(sent.status_message === undefined ? {} : { status_message: profile.statusMessage }),
    ...(sent.visibility === undefined ? {} : { visibility: { presence: profile.visibility.presence, contact_data: profile.visibility.contact } }),
  });

const presentFound = (profile: user.Profile, presence: user.Presence | undefined) => ({
  user_id: v1Ids.user.encode(profile.id),
  username: profile.username,
  full_name: profile.displayName,
  avatar_url: profile.avatarUrl,
  status: presentPresence(profile.id, presence).status,
});

/** V1-2.3. */
export const presentSearch = ({ profiles, total, presences }: FoundPeople, window: PageWindow) => ({
  ...success({
    users: profiles.map((profile) => presentFound(profile, presences.get(profile.id))),
    total,
    limit: window.limit,
    offset: window.offset,
  }),
  pagination: presentPagination(window, total),
});
