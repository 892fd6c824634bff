import { Injectable } from '@nestjs/common';
import { AppError, parseId } from '@parley/contracts';
import type { AuthenticatedSocket } from '../../realtime/live-socket.js';
import { SessionResolver } from '../../session/session.resolver.js';
import type { Viewer } from '../../session/viewer.js';

/** How often activity on a socket pushes the end of its session out (A-UM-03). */
const slideEveryMs = 5 * 60_000;

interface Held {
  readonly token: string;
  slidAt: number;
}

/** The `sessionID` in each event must be the connection's (A-UM-06). @throws {AppError} INPUT_INVALID */
export const requireOwnSession = (viewer: Viewer, data: unknown): void => {
  const given = (data as { readonly sessionID?: unknown } | null | undefined)?.sessionID;
  if (parseId<'session'>(given) !== viewer.sessionId) throw new AppError('INPUT_INVALID', { sessionID: 'Invalid session' });
};

/** Pairs of sessionID and token: the opaque one of a log-in here, or a JWT of that session from anywhere (C13). */
@Injectable()
export class UmocSessions {
  /** Opaque tokens of the viewers that live sockets act for. */
  private readonly held = new WeakMap<Viewer, Held>();

  constructor(private readonly sessions: SessionResolver) {}

  /** @throws {AppError} TOKEN_INVALID, TOKEN_EXPIRED, SESSION_REVOKED */
  async open(sessionId: string, token: string): Promise<Viewer> {
    const viewer = await this.sessions.resolvePair(sessionId, token);
    const isOpaque = !token.includes('.');
    if (isOpaque) this.held.set(viewer, { token, slidAt: Date.now() });
    return viewer;
  }

  /** A session by its pair, or by a JWT alone. @throws {AppError} TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED, SESSION_REVOKED */
  find(sessionId: string | null, token: string | null): Promise<Viewer> {
    return sessionId === null ? this.sessions.resolve(token) : this.sessions.resolvePair(sessionId, token ?? '');
  }

  /** Notes that the client is active. Nobody waits: a session that is over is ended by revocation or expiry. */
  touch(socket: AuthenticatedSocket): void {
    const held = this.held.get(socket.viewer);
    if (held === undefined || Date.now() - held.slidAt < slideEveryMs) return;
    held.slidAt = Date.now();
    this.open(socket.viewer.sessionId, held.token).then(
      (viewer) => socket.authenticate(viewer),
      () => undefined,
    );
  }
}
