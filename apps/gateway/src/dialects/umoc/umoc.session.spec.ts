import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppError, hexOf, newId } from '@parley/contracts';
import type { AuthenticatedSocket } from '../../realtime/live-socket.js';
import type { SessionResolver } from '../../session/session.resolver.js';
import type { Viewer } from '../../session/viewer.js';
import { requireOwnSession, UmocSessions } from './umoc.session.js';

const minute = 60_000;
const viewerUntil = (expiresAt: number): Viewer => ({ ...start, expiresAt });
const start: Viewer = { userId: newId(), sessionId: newId(), dialect: 'umoc', role: 'user', email: null, mfa: 'none', expiresAt: 0 };

/** A resolver that lengthens the session a day with every look. */
const slidingResolver = () => {
  const resolvePair = jest.fn(async (_sessionId: string, _token: string) => viewerUntil(Date.now() + 24 * 60 * minute));
  return { resolvePair, resolver: { resolvePair } as unknown as SessionResolver };
};

const socketOf = (viewer: Viewer) => {
  const socket = { viewer, authenticate: (next: Viewer) => void (socket.viewer = next) };
  return socket as unknown as AuthenticatedSocket;
};

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('UmocSessions', () => {
  it('A-UM-03: activity slides the session of an open socket, every five minutes at most', async () => {
    const { resolvePair, resolver } = slidingResolver();
    const sessions = new UmocSessions(resolver);
    const socket = socketOf(await sessions.open(start.sessionId, 'opaque'));
    const first = socket.viewer.expiresAt;
    sessions.touch(socket);
    expect(resolvePair).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(6 * minute);
    sessions.touch(socket);
    sessions.touch(socket);
    await jest.advanceTimersByTimeAsync(0);
    expect(resolvePair.mock.calls).toEqual([
      [start.sessionId, 'opaque'],
      [start.sessionId, 'opaque'],
    ]);
    expect(socket.viewer.expiresAt).toBe(first + 6 * minute);
  });

  it('a JWT does not slide', async () => {
    const { resolvePair, resolver } = slidingResolver();
    const sessions = new UmocSessions(resolver);
    const socket = socketOf(await sessions.open(start.sessionId, 'a.b.c'));
    await jest.advanceTimersByTimeAsync(60 * minute);
    sessions.touch(socket);
    expect(resolvePair).toHaveBeenCalledTimes(1);
  });

  it('is not disturbed while auth is away', async () => {
    const { resolvePair, resolver } = slidingResolver();
    const sessions = new UmocSessions(resolver);
    const socket = socketOf(await sessions.open(start.sessionId, 'opaque'));
    const { viewer } = socket;
    resolvePair.mockRejectedValueOnce(new AppError('SERVICE_UNAVAILABLE'));
    await jest.advanceTimersByTimeAsync(6 * minute);
    sessions.touch(socket);
    await jest.advanceTimersByTimeAsync(0);
    expect(socket.viewer).toBe(viewer);
  });
});

describe('requireOwnSession', () => {
  it.each([start.sessionId, start.sessionId.toUpperCase(), hexOf(start.sessionId)])('A-UM-06: takes %s', (sessionID) => {
    expect(() => requireOwnSession(start, { sessionID })).not.toThrow();
  });

  it.each([{ sessionID: newId() }, {}, null, undefined, 'text', { sessionID: 7 }])('A-UM-06: refuses %j', (data) => {
    expect(() => requireOwnSession(start, data)).toThrow(expect.objectContaining({ details: { sessionID: 'Invalid session' } }));
  });
});
