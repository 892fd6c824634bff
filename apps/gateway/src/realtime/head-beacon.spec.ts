import { describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type Dialect, type UserId } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
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
    return { call, beacon: new HeadBeacon({ call } as unknown as RpcClient, followers, { namingOf } as unknown as DialectRegistry) };
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

  it('asks nobody while nobody follows', async () => {
    const { call, beacon } = beaconOf(new Followers());
    await beacon.tell();
    expect(call).not.toHaveBeenCalled();
  });
});
