import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId, type auth } from '@parley/contracts';
import type { PresenceReporter } from '../session/presence-reporter.js';
import type { Revocations } from '../session/revocations.js';
import type { Viewer } from '../session/viewer.js';
import { Connections, type Endable } from './connections.js';

const viewerUntil = (expiresAt: number): Viewer => {
  const ids = { userId: newId<'user'>(), sessionId: newId<'session'>() };
  return { ...ids, dialect: 'v1', role: 'user', email: null, mfa: 'none', expiresAt };
};

class Socket implements Endable {
  readonly id = newId();
  ended: readonly [code: string, close: number] | null = null;
  constructor(readonly viewer: Viewer | null) {}
  end({ code }: { readonly code: string }, close: number): void {
    this.ended = [code, close];
  }
  retire(): Promise<void> {
    return Promise.resolve();
  }
}

describe('open sockets', () => {
  let connections: Connections;
  let revoke: (revocation: auth.Revocation) => void;
  const opened = (viewer: Viewer | null): Socket => {
    const socket = new Socket(viewer);
    connections.add(socket);
    return socket;
  };
  beforeEach(() => {
    jest.useFakeTimers();
    const revocations = { onRevoked: (listener: typeof revoke) => (revoke = listener) } as unknown as Revocations;
    connections = new Connections(revocations, { opened: () => {}, closed: () => {} } as unknown as PresenceReporter);
    connections.onApplicationBootstrap();
  });
  afterEach(() => {
    connections.onApplicationShutdown();
    jest.useRealTimers();
  });

  it('A-RC-35: outlive their token by a minute, no longer', () => {
    const now = Date.now();
    const [dies, lives, nobody] = [opened(viewerUntil(now + 30_000)), opened(viewerUntil(now + 600_000)), opened(null)];
    jest.advanceTimersByTime(85_000);
    expect(dies.ended).toBeNull();
    jest.advanceTimersByTime(10_000);
    expect([dies.ended, lives.ended, nobody.ended]).toEqual([['TOKEN_EXPIRED', 4401], null, null]);
  });

  it.each([
    ['logout', 4401],
    ['suspended', 4403],
    ['deleted', 4403],
    ['replaced', 4409],
  ] as const)('C79: end with their session: %s is %d', (reason, close) => {
    const viewer = viewerUntil(Date.now() + 600_000);
    const [one, two, other] = [opened(viewer), opened(viewer), opened(viewerUntil(Date.now() + 600_000))];
    revoke({ sessionId: viewer.sessionId, userId: viewer.userId, reason, forgetAt: 0 });
    expect([one.ended, two.ended, other.ended]).toEqual([['SESSION_REVOKED', close], ['SESSION_REVOKED', close], null]);
  });
});
