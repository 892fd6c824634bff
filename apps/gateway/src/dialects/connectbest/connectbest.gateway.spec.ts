import { describe, expect, it } from '@jest/globals';
import { AppError } from '@parley/contracts';
import type { Viewer } from '../../session/viewer.js';
import { ConnectBestNative, ConnectBestSocketIo, type ConnectBestSockets } from './connectbest.gateway.js';
import type { SessionResolver } from '../../session/session.resolver.js';

const native = new ConnectBestNative({} as ConnectBestSockets);
const viewerOf = (dialect: Viewer['dialect']): Viewer => ({ dialect }) as Viewer;

describe('plain WebSockets', () => {
  it.each([
    ['/ws', true],
    ['/ws/call', true],
    ['/ws/typing', true],
    ['/ws/presence', true],
    ['/ws/messages', true],
    ['/ws/notifications', true],
    ['/ws/', false],
    ['/ws/other', false],
    ['/wsx', false],
    ['/', false],
  ])('%s is ours: %s', (path, isOurs) => {
    expect(native.paths.test(path)).toBe(isOurs);
  });

  it('leave /ws to tokens of this dialect, and take every token on a namespace (C04)', () => {
    expect(native.accepts('/ws', viewerOf('connectbest'))).toBe(true);
    for (const dialect of ['chatrooms', 'v1', 'umoc', 'reals2chat'] as const) {
      expect(native.accepts('/ws', viewerOf(dialect))).toBe(false);
      expect(native.accepts('/ws/messages', viewerOf(dialect))).toBe(true);
    }
    expect(native.allowsLateAuth()).toBe(false);
  });

  it('speak in frames of event and data', () => {
    expect(native.decode('{"event":"typing:start","data":{"channelId":"x"}}')).toEqual({ event: 'typing:start', data: { channelId: 'x' } });
    expect(native.decode('{"event":"typing:start"}')).toEqual({ event: 'typing:start', data: {} });
    expect(native.encode('message:new', '{"id":1}')).toBe('{"event":"message:new","data":{"id":1}}');
  });

  it.each(['', 'x', '7', 'null', '[]', '{}', '{"event":1}'])('refuse the frame %j', (text) => {
    expect(() => native.decode(text)).toThrow(expect.objectContaining({ code: 'BODY_MALFORMED' }));
  });
});

describe('Socket.IO', () => {
  const asked: (string | null)[] = [];
  const sessions = { resolve: async (token: string | null) => (asked.push(token), viewerOf('connectbest')) } as unknown as SessionResolver;
  const socketIo = new ConnectBestSocketIo(sessions, {} as ConnectBestSockets);

  it('has the paths as namespaces and leaves the others alone', () => {
    expect(socketIo.namespaces).toEqual(['/ws', '/ws/call', '/ws/messages', '/ws/notifications', '/ws/presence', '/ws/typing']);
    expect(socketIo.accepts({ namespace: '/ws/call', query: {}, authorization: undefined })).toBe(true);
    for (const namespace of ['/', '/api']) expect(socketIo.accepts({ namespace, query: {}, authorization: undefined })).toBe(false);
  });

  it('takes the token from the query, else from the header', async () => {
    await socketIo.authenticate({ namespace: '/ws', query: { token: 'q' }, authorization: 'Bearer h' });
    await socketIo.authenticate({ namespace: '/ws', query: {}, authorization: 'Bearer h' });
    await socketIo.authenticate({ namespace: '/ws', query: {}, authorization: undefined });
    expect(asked).toEqual(['q', 'h', null]);
  });

  it('gives errors as an event, and in the acknowledgement of those who ask for one', () => {
    const data = { code: 'TOKEN_EXPIRED', message: 'Token expired' };
    expect(socketIo.presentError(new AppError('TOKEN_EXPIRED'))).toEqual({ event: 'error', data, ack: null });
  });
});
