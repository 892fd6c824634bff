import { describe, expect, it, jest } from '@jest/globals';
import { AppError, messaging, newId, type Dialect, type UserId } from '@parley/contracts';
import type { NatsLink, RpcClient } from '@parley/transport';
import { eventually } from '@parley/testing';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import { Followers } from './followers.js';
import { HeadBeacon } from './head-beacon.js';
import type { AuthenticatedSocket } from './live-socket.js';

const head: messaging.Head = { id: newId(), kind: 'room', num: 7, peerNum: null, seq: 5 };

describe('HeadBeacon', () => {
  const socketOf = (userId: UserId) => ({ id: newId(), viewer: { userId }, send: jest.fn() }) as unknown as AuthenticatedSocket;
  const beaconOf = (followers: Followers) => {
    const call = jest.fn((_contract: unknown, { userIds }: messaging.ListHeadsInput) =>
      Promise.resolve(userIds.map((userId) => ({ userId, heads: [head] }))),
    );
    const namingOf = (dialect: Dialect) => (dialect === 'reals2chat' ? () => null : (name: messaging.ConversationName) => `group:${name.num}`);
    let reconnect: () => void = () => {};
    const link = { onReconnect: (listener: () => void) => (reconnect = listener) } as unknown as NatsLink;
    const beacon = new HeadBeacon({ call } as unknown as RpcClient, followers, { namingOf } as unknown as DialectRegistry, link);
    return { call, beacon, reconnect: () => reconnect() };
  };

  it('asks once for all users and tells every follower in its dialect', async () => {
    const followers = new Followers();
    const [john, jane] = [newId<'user'>(), newId<'user'>()];
    const [one, other, third, gone] = [socketOf(john), socketOf(john), socketOf(jane), socketOf(jane)];
    for (const socket of [one, other, gone]) followers.add({ dialect: 'umoc', socket });
    followers.add({ dialect: 'reals2chat', socket: third });
    followers.remove(gone.id);
    const { call, beacon } = beaconOf(followers);
    await beacon.tell();
    expect(call.mock.calls).toEqual([[messaging.listHeads, { userIds: [john, jane] }]]);
    for (const socket of [one, other]) expect(socket.send).toHaveBeenCalledWith('heads', { 'group:7': 5 });
    expect(third.send).toHaveBeenCalledWith('heads', {});
    expect(gone.send).not.toHaveBeenCalled();
  });

  it('tells soon after a cut of the link, in which every hint was missed, and again soon while nobody knows', async () => {
    const followers = new Followers();
    const socket = socketOf(newId<'user'>());
    followers.add({ dialect: 'umoc', socket });
    const { call, beacon, reconnect } = beaconOf(followers);
    call.mockRejectedValueOnce(new AppError('SERVICE_UNAVAILABLE'));
    beacon.onApplicationBootstrap();
    reconnect();
    await eventually(() => expect(socket.send).toHaveBeenCalledWith('heads', { 'group:7': 5 }), 4_000);
    expect(call).toHaveBeenCalledTimes(2);
    beacon.onApplicationShutdown();
  });

  it('asks nobody while nobody follows', async () => {
    const { call, beacon } = beaconOf(new Followers());
    await beacon.tell();
    expect(call).not.toHaveBeenCalled();
  });
});
