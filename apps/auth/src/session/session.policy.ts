import type { auth, Dialect } from '@parley/contracts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How sessions of one dialect live (C12). The issuing dialect decides, wherever the token is used. */
export interface SessionRules {
  readonly accessTtlSeconds: number;
  readonly refresh: RefreshRules | null;
  /** An opaque token beside the JWT, whose session slides with its use and ends at the latest after `maxSeconds`. */
  readonly sliding: { readonly idleSeconds: number; readonly maxSeconds: number } | null;
  /** A further log-in ends the oldest (C14). */
  readonly maxLive: number | null;
  /** A log-in on the same device ends the one before (A-V1-03). */
  readonly isOnePerDevice: boolean;
  /** What a log-out in the dialect ends: the session it is asked with, or every session that the user has there, too (C21). */
  readonly logOutEnds: 'session' | 'dialect';
}

export interface RefreshRules {
  readonly ttlSeconds: number;
  readonly form: 'opaque' | 'jwt';
  /** Each use gives a new one; a second use of an old one ends the session. */
  readonly rotates: boolean;
}

const plain = { sliding: null, maxLive: null, isOnePerDevice: false, logOutEnds: 'session' } as const;

const connectbest: SessionRules = {
  ...plain,
  accessTtlSeconds: 7 * day,
  refresh: { ttlSeconds: 30 * day, form: 'opaque', rotates: true },
  logOutEnds: 'dialect',
};

export const sessionRules: Readonly<Record<Dialect, SessionRules>> = {
  connectbest,
  // It has no log-in of its own: ConnectBest's is its natural one (C01).
  reals2chat: connectbest,
  chatrooms: { ...plain, accessTtlSeconds: 30 * minute, refresh: { ttlSeconds: 7 * day, form: 'opaque', rotates: false } },
  v1: { ...plain, accessTtlSeconds: hour, refresh: { ttlSeconds: 30 * day, form: 'jwt', rotates: false }, isOnePerDevice: true },
  umoc: { ...plain, accessTtlSeconds: day, refresh: null, sliding: { idleSeconds: day, maxSeconds: 30 * day }, maxLive: 3 },
};

/** How long a session lasts that is not used again. */
export const sessionTtlSeconds = ({ accessTtlSeconds, refresh, sliding }: SessionRules): number =>
  refresh?.ttlSeconds ?? sliding?.idleSeconds ?? accessTtlSeconds;

/** Whether a log-in by this client may end sessions of its account. */
export const mayReplaceSessions = ({ dialect, deviceId }: Pick<auth.ClientInput, 'dialect' | 'deviceId'>): boolean => {
  const { maxLive, isOnePerDevice } = sessionRules[dialect];
  return maxLive !== null || (isOnePerDevice && deviceId !== null);
};
