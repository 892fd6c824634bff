import type { AppError } from '@parley/contracts';
import type { Viewer } from '../session/viewer.js';
import type { AuthenticatedSocket, PresentedSocketError } from './live-socket.js';

/** What a client gave at the Socket.IO handshake. */
export interface Handshake {
  readonly namespace: string;
  /** Query and `auth` payload, the latter first; only strings. */
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

/** How one dialect speaks over Socket.IO. */
export abstract class SocketIoProtocol {
  /** Namespaces it serves. */
  abstract readonly namespaces: readonly string[];
  /** Whether a handshake on one of its namespaces is this dialect's (C05). */
  abstract accepts(handshake: Handshake): boolean;
  /** @throws {AppError} when the handshake is refused */
  abstract authenticate(handshake: Handshake): Promise<Viewer>;
  /** Text of the connect_error for a refused handshake (A-R2-11, A-UM-05). */
  abstract readonly refusal: string;
  abstract connected(socket: AuthenticatedSocket): Promise<void>;
  /** What it returns goes to the client's acknowledgement callback, if it passed one. */
  abstract received(socket: AuthenticatedSocket, event: string, data: unknown): Promise<unknown>;
  /** What another socket of the dialect said with `tell`. */
  told?(socket: AuthenticatedSocket, data: unknown): void;
  /** The transport is gone; the socket is in no room any more. */
  disconnected?(socket: AuthenticatedSocket): void;
  /** `ack` is what an acknowledgement callback gets instead of the event, or beside it (`isTold`); null: the event's data. */
  abstract presentError(error: AppError, event: string, data: unknown): PresentedSocketError & { readonly ack: unknown; readonly isTold?: true };
}
