import type { AppError } from '@parley/contracts';
import type { Viewer } from '../session/viewer.js';
import type { LiveSocket, PresentedSocketError } from './live-socket.js';

/** One frame of a client. */
export interface Frame {
  readonly event: string;
  readonly data: unknown;
}

/** How one dialect speaks over plain WebSockets. */
export abstract class NativeProtocol {
  /** The paths it serves, alone or shared; without a trailing slash. */
  abstract readonly paths: RegExp;
  /** Whether an upgrade on one of its paths is this dialect's, given who asks (C04); `viewer` is null without a token. */
  abstract accepts(path: string, viewer: Viewer | null): boolean;
  /** Whether `path` may be opened without a token, to be authenticated by a first frame within 10 s. */
  abstract allowsLateAuth(path: string): boolean;
  /** @throws {AppError} BODY_MALFORMED */
  abstract decode(text: string): Frame;
  /** The frame's text; `dataJson` is already JSON. */
  abstract encode(event: string, dataJson: string): string;
  /** Joins the rooms and says hello. The socket hears nothing before it has joined. */
  abstract connected(socket: LiveSocket): Promise<void>;
  /** Expected failures are thrown as AppError and answered through presentError. */
  abstract received(socket: LiveSocket, frame: Frame): Promise<void>;
  /** What another socket of the dialect said with `tell`. */
  told?(socket: LiveSocket, data: unknown): void;
  /** The transport is gone; the socket is in no room any more, and was in these till now. */
  disconnected?(socket: LiveSocket, rooms: readonly string[]): void;
  abstract presentError(error: AppError, frame: Frame | null): PresentedSocketError;
}
