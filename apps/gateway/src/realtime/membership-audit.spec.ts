import { describe, expect, it, jest } from '@jest/globals';
import { AppError, messaging, newId, type ConversationId, type UserId } from '@parley/contracts';
import type { NatsLink, RpcClient } from '@parley/transport';
import { eventually } from '@parley/testing';
import { Server } from 'socket.io';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import type { Connections } from './connections.js';
import { MembershipAudit } from './membership-audit.js';
import { presentEvent } from './present-event.js';
import { RoomSpace } from './room-space.js';
import { roomOf } from './rooms.js';

describe('the audit of memberships after a cut', () => {
  const [ada, bob] = [newId<'user'>(), newId<'user'>()];
  const [kept, left] = [newId<'conversation'>(), newId<'conversation'>()];

  const presenter = presentEvent(messaging.conversationCreated, ({ conversation: { id }, memberIds }) =>
    memberIds.map((userId) => ({ kind: 'join', from: roomOf('v1', 'user', userId), room: roomOf('v1', 'conversation', id) })),
  );
  const registry = { presentersOf: () => [{ dialect: 'v1', presenter }] } as unknown as DialectRegistry;

  /** `call` answers what of rooms one is in; nobody has come into any if not `brought`. */
  const start = (
    call: (contract: unknown, input: messaging.ListMembershipsInput) => Promise<readonly ConversationId[]>,
    brought: readonly ConversationId[] = [],
  ) => {
    const rooms = new RoomSpace();
    rooms.attach(new Server());
    const owners = new Map<string, UserId>();
    const heard: string[] = [];
    const enter = (id: string, userId: UserId, dialect: 'v1' | 'connectbest', names: readonly string[]) => {
      owners.set(id, userId);
      rooms.enter(dialect, { id, deliver: ({ event }) => void heard.push(`${id} ${event}`) });
      rooms.join(dialect, id, names);
    };
    let cut: () => void = () => {};
    const link = { onReconnect: (listener: () => void) => (cut = listener) } as unknown as NatsLink;
    const answer = (contract: unknown, input: messaging.ListMembershipsInput) =>
      contract === messaging.listRoomIds ? Promise.resolve(brought) : call(contract, input);
    const rpc = { call: answer } as unknown as RpcClient;
    const audit = new MembershipAudit(rooms, { users: () => owners } as unknown as Connections, registry, rpc, link);
    audit.onApplicationBootstrap();
    return { rooms, heard, enter, audit, reconnect: () => cut() };
  };

  it('takes whoever is no member any more out of the rooms of every dialect and group, and nobody else', async () => {
    const call = jest.fn((_contract: unknown, { userId }: messaging.ListMembershipsInput) => Promise.resolve(userId === bob ? [kept, left] : [kept]));
    const { rooms, heard, enter, audit } = start(call);
    enter('a1', ada, 'v1', [roomOf('v1', 'conversation', kept), roomOf('v1', 'conversation', left), roomOf('v1', 'user', ada)]);
    enter('a2', ada, 'connectbest', [roomOf('connectbest', 'messages.conversation', left)]);
    enter('b1', bob, 'v1', [roomOf('v1', 'conversation', left)]);
    await audit.execute();
    for (const id of [kept, left]) rooms.emit('v1', { kind: 'emit', rooms: [roomOf('v1', 'conversation', id)], event: id, data: {} });
    rooms.emit('connectbest', { kind: 'emit', rooms: [roomOf('connectbest', 'messages.conversation', left)], event: left, data: {} });
    rooms.emit('v1', { kind: 'emit', rooms: [roomOf('v1', 'user', ada)], event: 'own', data: {} });
    expect(heard).toEqual([`a1 ${kept}`, `b1 ${left}`, 'a1 own']);
    expect(call.mock.calls.map(([contract, input]) => [contract, input.userId, [...input.conversationIds].sort()])).toEqual([
      [messaging.listMemberships, ada, [kept, left].sort()],
      [messaging.listMemberships, bob, [left]],
    ]);
  });

  it('finds who entered a room behind his own leaving, and lets stay who is in again', async () => {
    const call = jest.fn((_contract: unknown, { userId }: messaging.ListMembershipsInput) => Promise.resolve(userId === bob ? [left] : []));
    const { rooms, enter, audit } = start(call);
    const place = (dialect: 'v1' | 'connectbest', kind: string) => roomOf(dialect, kind, left);
    const own = (dialect: 'v1' | 'connectbest', userId: UserId) => roomOf(dialect, 'user', userId);
    for (const { id } of [{ id: ada }, { id: bob }]) audit.departed({ user: { id } as never, conversation: { id: left } as never });
    enter('a1', ada, 'v1', [own('v1', ada), place('v1', 'conversation'), place('v1', `conversation.${ada}`), roomOf('v1', 'conversation', kept)]);
    enter('a2', ada, 'connectbest', [own('connectbest', ada), place('connectbest', 'typing.conversation')]);
    enter('b1', bob, 'v1', [own('v1', bob), place('v1', 'conversation')]);
    await eventually(() => {
      expect([...rooms.placesOf(ada, left)]).toEqual([]);
      expect(call.mock.calls.length).toBeGreaterThanOrEqual(2);
    }, 2_000);
    expect([...rooms.placesOf(bob, left)]).toEqual([{ dialect: 'v1', memberId: 'b1', room: place('v1', 'conversation') }]);
    expect(rooms.has('v1', 'a1', roomOf('v1', 'conversation', kept))).toBe(true);
  });

  it('runs when the link is back, and asks again until messaging answers', async () => {
    let failures = 1;
    const { rooms, enter, reconnect } = start(() => (failures-- > 0 ? Promise.reject(new AppError('SERVICE_UNAVAILABLE')) : Promise.resolve([])));
    enter('a1', ada, 'v1', [roomOf('v1', 'conversation', left)]);
    reconnect();
    const isOut = () => ![...rooms.places()].some(({ room }) => room === roomOf('v1', 'conversation', left));
    await eventually(() => expect(isOut()).toBe(true), 4_000);
    expect(failures).toBe(-1);
  });

  it('CB-12-s2c-message:new, C40: brings into a room who came into it meanwhile, and joined nothing himself', async () => {
    const { rooms, enter, reconnect } = start(() => Promise.resolve([]), [kept]);
    enter('a1', ada, 'v1', [roomOf('v1', 'user', ada)]);
    reconnect();
    await eventually(() => expect(rooms.has('v1', 'a1', roomOf('v1', 'conversation', kept))).toBe(true), 2_000);
  });
});
