import { describe, expect, it } from '@jest/globals';
import { newId } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import type { Viewer } from '../../../session/viewer.js';
import type { UmocSessions } from '../umoc.session.js';
import { SessionsGateway } from './sessions.gateway.js';

const gateway = new SessionsGateway({} as UmocSessions, {} as RpcClient);
const viewerUntil = (expiresAt: number): Viewer => ({
  userId: newId(),
  sessionId: newId(),
  dialect: 'chatrooms',
  role: 'user',
  email: null,
  mfa: 'none',
  expiresAt,
});

describe('verify_session', () => {
  const verify = async (viewer: Viewer) => (await gateway.verbs['verify_session']?.(viewer, { sessionID: viewer.sessionId }))?.data;

  it('UM-s2c-session_status: a session is valid until it expires, whatever grace its socket has', async () => {
    const now = Date.now();
    expect(await verify(viewerUntil(now + 60_000))).toMatchObject({ valid: true });
    expect(await verify(viewerUntil(now - 1))).toEqual({ valid: false, message: 'Your session has expired or is invalid' });
  });
});

describe('ping', () => {
  it('UM-c2s-ping: the timestamp is an integer, as pong and its latency are', async () => {
    const viewer = viewerUntil(0);
    expect((await gateway.verbs['ping']?.(viewer, { timestamp: 1_636_750_000_000 }))?.data).toMatchObject({ timestamp: 1_636_750_000_000 });
    const half = () => gateway.verbs['ping']?.(viewer, { timestamp: 1_636_750_000_000.5 });
    expect(half).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});
