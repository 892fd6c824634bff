import type { Viewer } from '../session/viewer.js';

/** Close codes every dialect uses (C79). */
export const closeCodes = { auth: 4401, suspended: 4403, replaced: 4409, resync: 4410, limit: 4429 } as const;

/** Close code of a gateway that ends (RFC 6455, IANA: service restart); the reason says after how many milliseconds to come back. */
export const goingAway = 1012;

/** Close code of a service that cannot serve at this moment. */
export const tryAgainLater = 1013;

/** What followers hear before their gateway ends (A-00-15). */
export const goingAwayEvent = 'going_away';

/** A client that does not read does not close either: so long it has for it. */
export const closingMs = 5_000;

/** One live connection, native or Socket.IO, as a dialect sees it. */
export interface LiveSocket {
  readonly id: string;
  /** Null only on a v1 socket that has not sent its `auth` frame yet. */
  readonly viewer: Viewer | null;
  /** Path of the upgrade or name of the Socket.IO namespace. */
  readonly path: string;
  /** False once it closes: whatever it has asked may be answered later still. */
  readonly isOpen: boolean;
  join(rooms: readonly string[]): void;
  leave(rooms: readonly string[]): void;
  send(event: string, data: unknown): void;
  /** Events of rooms whose names begin with one of these no longer reach the client; replaces the earlier list. */
  mute(prefixes: readonly string[]): void;
  /** Speaks to the dialect itself at every socket of a room, on every replica (`told`); their clients hear nothing. */
  tell(room: string, data: object): void;
  close(code: number, reason: string): void;
  /** Makes the socket act for a viewer from now on: first authentication, or a fresh token. Nothing for one that is gone meanwhile. */
  authenticate(viewer: Viewer): void;
}

/** A socket whose viewer is known. */
export interface AuthenticatedSocket extends LiveSocket {
  readonly viewer: Viewer;
}

/** What a socket is told of an error: one event. */
export interface PresentedSocketError {
  readonly event: string;
  readonly data: object;
}
