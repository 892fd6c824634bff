import type { user } from '@parley/contracts';
import type { SeenContacts } from '../../../views/people.view.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentPagination, type PageWindow } from '../v1.page.js';
import { presentPresence } from '../users/presence.presenter.js';

/** `status` is presence here (A-V1-10); a request says which way it went (ext). */
const presentContact = ({ user, since, relation, isBlocked, isRequestedByMe }: user.Contact, presence: user.Presence | undefined) => {
  const { status, last_seen } = presentPresence(user.id, presence);
  const shown = {
    user_id: v1Ids.user.encode(user.id),
    username: user.username,
    full_name: user.displayName,
    avatar_url: user.avatarUrl,
    status,
    last_seen,
    added_at: since === null ? null : v1Time(since),
  };
  return relation === 'pending' && !isBlocked ? { ...shown, direction: isRequestedByMe ? 'outgoing' : 'incoming' } : shown;
};

/** V1-2.4. */
export const presentContacts = ({ contacts, total, presences }: SeenContacts, window: PageWindow) => ({
  ...success({ contacts: contacts.map((contact) => presentContact(contact, presences.get(contact.user.id))), total }),
  pagination: presentPagination(window, total),
});

/** V1-2.5, and the answer to a request: the relation as it is now. */
export const presentRelation = ({ id, relation, since }: user.Contact) =>
  success({
    contact_id: id === null ? null : v1Ids.contact.encode(id),
    status: relation,
    created_at: since === null ? null : v1Time(since),
  });
