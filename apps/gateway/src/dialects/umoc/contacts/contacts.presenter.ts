import { user, type UserId } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { roomOf } from '../../../realtime/rooms.js';
import type { SeenContacts } from '../../../views/people.view.js';
import { presentPresence } from '../presence.presenter.js';
import { presentRelation } from './relation.presenter.js';

/** One of `contacts`. Which way a request went is an extension (A-UM-25). */
export const presentContact = (contact: user.Contact, presence: user.Presence | undefined) => {
  const { id, num, username } = contact.user;
  const { is_online, last_seen } = presentPresence(id, presence);
  const { days, isSafe } = contact.streak;
  const shown = { user_id: num, username, status: presentRelation(contact), is_online, last_seen, streak: days, continue_streak: isSafe };
  return contact.relation === 'pending' ? { ...shown, requested_by_me: contact.isRequestedByMe } : shown;
};

/** UM-s2c-contacts. */
export const presentContacts = ({ contacts, presences }: SeenContacts) => ({
  contacts: contacts.map((contact) => presentContact(contact, presences.get(contact.user.id))),
});

/** UM-s2c-contact_added, contact_accepted. */
export const presentAdded = ({ user: { num, username }, ...contact }: Pick<user.Contact, 'user' | 'isBlocked' | 'relation'>) => ({
  user_id: num,
  username,
  status: presentRelation(contact),
});

/** UM-s2c-contact_rejected, contact_blocked, contact_unblocked. */
export const presentOther = ({ num }: user.UserCard) => ({ user_id: num });

const tell = (userId: UserId, event: string, data: object) =>
  ({ kind: 'emit', rooms: [roomOf('umoc', 'user', userId)], event, data }) satisfies Emission;

const pending = { relation: 'pending', isBlocked: false } as const;
const friend = { relation: 'accepted', isBlocked: false } as const;

/** What both people's sockets hear, whichever dialect made the change. */
export const contactPresenters = [
  presentEvent(user.contactRequested, ({ requester, target }) => [
    tell(requester.id, 'contact_added', presentAdded({ user: target, ...pending })),
    tell(target.id, 'contact_request', { user_id: requester.num, username: requester.username }),
  ]),
  presentEvent(user.contactAccepted, ({ requester, target }) => [
    tell(requester.id, 'contact_accepted', presentAdded({ user: target, ...friend })),
    tell(target.id, 'contact_accepted', presentAdded({ user: requester, ...friend })),
  ]),
  presentEvent(user.contactRejected, ({ requester, target }) => [
    tell(requester.id, 'contact_rejected', presentOther(target)),
    tell(target.id, 'contact_rejected', presentOther(requester)),
  ]),
  // Only the blocker is told (A-UM-27), on all sockets: a session that asked through another dialect may have one here, too.
  presentEvent(user.userBlocked, ({ blocker, blocked }) => [tell(blocker.id, 'contact_blocked', presentOther(blocked))]),
  presentEvent(user.userUnblocked, ({ blocker, blocked }) => [tell(blocker.id, 'contact_unblocked', presentOther(blocked))]),
];
