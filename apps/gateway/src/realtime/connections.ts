import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppError, type auth, type SessionId, type UserId } from '@parley/contracts';
import { PresenceReporter } from '../session/presence-reporter.js';
import { Revocations } from '../session/revocations.js';
import type { Viewer } from '../session/viewer.js';
import { closeCodes } from './live-socket.js';

/** A connection that can be ended with a reason its client understands. */
export interface Endable {
  readonly id: string;
  readonly viewer: Viewer | null;
  /** Tells the client why, in its dialect, then closes. */
  end(error: AppError, code: number): void;
  /** The gateway ends: tells the client when to come back, lets what it has asked be answered, and closes. */
  retire(returnAfterMs: number): Promise<void>;
}

const sweepMs = 5_000;
/** How long a socket outlives its token: time for a fresh one, where the dialect takes it. */
const expiryGraceMs = 60_000;

const codeOf = (reason: auth.RevocationReason): number =>
  reason === 'suspended' || reason === 'deleted' ? closeCodes.suspended : reason === 'replaced' ? closeCodes.replaced : closeCodes.auth;

/** Every live connection of this replica: ends those whose session is revoked or whose token has died. */
@Injectable()
export class Connections implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly all = new Set<Endable>();
  private readonly bySession = new Map<SessionId, Set<Endable>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly revocations: Revocations,
    private readonly presence: PresenceReporter,
  ) {}

  onApplicationBootstrap(): void {
    this.revocations.onRevoked(({ sessionId, reason }) => this.endSession(sessionId, reason));
    this.timer = setInterval(() => this.sweep(), sweepMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  open(): readonly Endable[] {
    return [...this.all];
  }

  get count(): number {
    return this.all.size;
  }

  /** Whose each connection is; of those who have said it. */
  users(): ReadonlyMap<string, UserId> {
    return new Map([...this.all].flatMap(({ id, viewer }) => (viewer === null ? [] : [[id, viewer.userId] as const])));
  }

  /** A connection that authenticates later is removed, and added again with its viewer. */
  add(connection: Endable): void {
    const { viewer } = connection;
    this.all.add(connection);
    if (viewer === null) return;
    const siblings = this.bySession.get(viewer.sessionId) ?? new Set();
    this.bySession.set(viewer.sessionId, siblings.add(connection));
    this.presence.opened(viewer.userId);
  }

  /** Notes that its client is active. */
  heard({ viewer }: Endable): void {
    if (viewer !== null) this.presence.heard(viewer.userId);
  }

  remove(connection: Endable): void {
    if (this.all.delete(connection) && connection.viewer !== null) this.presence.closed(connection.viewer.userId);
    const sessionId = connection.viewer?.sessionId;
    if (sessionId === undefined) return;
    const siblings = this.bySession.get(sessionId);
    siblings?.delete(connection);
    if (siblings?.size === 0) this.bySession.delete(sessionId);
  }

  private endSession(sessionId: SessionId, reason: auth.RevocationReason): void {
    for (const connection of [...(this.bySession.get(sessionId) ?? [])]) connection.end(new AppError('SESSION_REVOKED', { reason }), codeOf(reason));
  }

  private sweep(): void {
    const now = Date.now();
    for (const connection of this.all) {
      if (connection.viewer !== null && connection.viewer.expiresAt + expiryGraceMs < now)
        connection.end(new AppError('TOKEN_EXPIRED'), closeCodes.auth);
    }
  }
}
