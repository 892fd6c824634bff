import type { user } from '@parley/contracts';

/** C34. All in milliseconds. */
const awayAfter = 5 * 60_000;
const offlineAfter = 10_000;
const restFor = 30 * 60_000;
/** So often at least somebody who is here is looked at, which renews what Redis keeps. */
const renewEvery = 6 * 60 * 60_000;

export type Explicit = Exclude<user.PresenceStatus, 'online'>;

/** What is known of somebody's clients; times in Unix ms. */
export interface PresenceState {
  readonly activityAt: number | null;
  /** When a last socket closed. */
  readonly goneAt: number | null;
  /** Logged in over REST, without a socket since. */
  readonly isResting: boolean;
  readonly isConnected: boolean;
  /** When a log-out last said "I am gone". */
  readonly leftAt: number | null;
}

const endOfStay = ({ activityAt, goneAt, isResting, isConnected }: PresenceState): number => {
  if (isConnected) return Infinity;
  return Math.max(goneAt === null ? 0 : goneAt + offlineAfter, isResting && activityAt !== null ? activityAt + restFor : 0);
};

/** Gone, whatever sockets of other dialects are open, until one of them stirs (C21). */
const hasLeft = ({ leftAt, activityAt }: PresenceState): boolean => leftAt !== null && (activityAt ?? 0) <= leftAt;

/** The canonical state: gone beats all, then what the user has chosen, then activity (C34). */
export const statusOf = (state: PresenceState, explicit: Explicit | null, now: number): user.PresenceStatus => {
  if (hasLeft(state) || now >= endOfStay(state)) return 'offline';
  return explicit ?? (now - (state.activityAt ?? now) >= awayAfter ? 'away' : 'online');
};

/** When the state may next change by itself; null for somebody who is gone. */
export const nextChange = (state: PresenceState, now: number): number | null => {
  const end = endOfStay(state);
  if (now >= end) return null;
  const away = (state.activityAt ?? now) + awayAfter;
  return Math.min(end, away > now ? away : Infinity, now + renewEvery);
};
