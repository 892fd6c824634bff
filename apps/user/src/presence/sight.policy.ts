import { timeOfId, type user, type UserId } from '@parley/contracts';
import type { BareChange } from './audience.resolver.js';
import type { Explicit } from './presence.policy.js';
import type { PresenceRecord, PresenceSubject } from './presence-record.repository.js';
import type { KnownPresence } from './presence.repository.js';

/** How the world saw somebody a moment ago. */
export interface Sight {
  readonly status: user.PresenceStatus;
  readonly visibility: user.Visibility;
}

/**
 * When the world last saw somebody's clients do something, in Unix ms; null when it did not. Who is invisible (C32) was
 * last seen before they vanished: what they do meanwhile would give them away.
 */
export const seenIn = ({ state: { activityAt }, shown }: KnownPresence, explicit: Explicit | null): number | null => {
  if (explicit !== 'offline' || shown.status !== 'offline' || activityAt === null) return activityAt;
  return shown.at === 0 ? null : Math.min(activityAt, shown.at);
};

/** When the world last saw somebody: what Postgres keeps of those who left, or what their clients have done since (A-CB-61). */
export const lastSeenOf = ({ lastSeenAt, explicit }: PresenceRecord, known: KnownPresence | undefined): Date =>
  new Date(Math.max(lastSeenAt.getTime(), (known === undefined ? null : seenIn(known, explicit)) ?? 0));

/** Who is out of sight was last seen when the account was made (C33). */
const hiddenSince = (userId: UserId): string => timeOfId(userId).toISOString();

const change = (subject: PresenceSubject, from: user.PresenceStatus, to: user.PresenceStatus): BareChange => ({
  user: subject.user,
  from,
  to,
  statusMessage: subject.statusMessage,
  lastSeenAt: to === 'offline' ? hiddenSince(subject.userId) : subject.lastSeenAt.toISOString(),
  visibility: subject.visibility,
  contactIds: subject.contactIds,
  blockIds: subject.blockIds,
  onlyIds: null,
});

/**
 * What those see before whom somebody who is here has just hidden, or shown himself: he goes, or comes. His contacts are no
 * part of it where they see him before and after; he himself never is.
 */
export const changeOfSight = (subject: PresenceSubject, { status, visibility }: Sight): readonly BareChange[] => {
  if (status === 'offline' || visibility === subject.visibility) return [];
  const isHiding = visibility === 'everyone' || subject.visibility === 'nobody';
  const wide = isHiding ? visibility : subject.visibility;
  const narrow = isHiding ? subject.visibility : visibility;
  const kept = narrow === 'contacts' ? subject.contactIds : [];
  return [
    {
      ...(isHiding ? change(subject, status, 'offline') : change(subject, 'offline', status)),
      visibility: wide,
      contactIds: narrow === 'contacts' ? [] : subject.contactIds,
      blockIds: [subject.userId, ...subject.blockIds, ...kept],
    },
  ];
};

/** What `listener` is told of somebody who is shown as `status` when something is new between the two. */
export type ChangeOfPair = (subject: PresenceSubject, status: user.PresenceStatus, listener: PresenceSubject) => readonly BareChange[];

const toOne = (subject: PresenceSubject, status: user.PresenceStatus, listener: PresenceSubject, isHiding: boolean): BareChange => ({
  ...(isHiding ? change(subject, status, 'offline') : change(subject, 'offline', status)),
  visibility: 'contacts',
  contactIds: [],
  blockIds: [],
  onlyIds: [listener.userId],
});

/** The same between two people alone, of whom one has blocked the other or lifted it. */
export const changeOfBlock =
  (isStanding: boolean): ChangeOfPair =>
  (subject, status, listener) => {
    const areContacts = subject.acceptedIds.includes(listener.userId);
    const mayKnow = subject.visibility === 'everyone' || (subject.visibility === 'contacts' && areContacts);
    if (status === 'offline' || !mayKnow || (!isStanding && subject.blockIds.includes(listener.userId))) return [];
    return [{ ...toOne(subject, status, listener, isStanding), contactIds: areContacts ? [listener.userId] : [] }];
  };

/** And where they have become contacts, or are none any more: who is shown to contacts alone comes, or goes. An event that is out of date tells nothing. */
export const changeOfContact =
  (areContacts: boolean): ChangeOfPair =>
  (subject, status, listener) => {
    const { userId } = listener;
    const isOver = subject.acceptedIds.includes(userId) !== areContacts;
    if (isOver || status === 'offline' || subject.visibility !== 'contacts' || subject.blockIds.includes(userId)) return [];
    return [{ ...toOne(subject, status, listener, !areContacts), contactIds: [userId] }];
  };
