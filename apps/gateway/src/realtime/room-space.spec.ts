import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId, type SessionId, type UserId } from '@parley/contracts';
import { Server } from 'socket.io';
import type { RoomPacket } from './room-packet.js';
import { RoomSpace } from './room-space.js';
import { roomOf } from './rooms.js';

describe('RoomSpace.emit', () => {
  let rooms: RoomSpace;
  let heard: { readonly by: string; readonly packet: RoomPacket }[];

  beforeEach(() => {
    rooms = new RoomSpace();
    rooms.attach(new Server());
    heard = [];
  });

  const enter = (id: string, ...names: string[]): void => {
    rooms.enter('v1', { id, deliver: (packet) => void heard.push({ by: id, packet }) });
    rooms.join('v1', id, names);
  };
  const hearers = (): readonly string[] => heard.map(({ by }) => by);

  it('reaches each member of the rooms once, with one packet for all', () => {
    enter('a', 'x', 'y');
    enter('b', 'y');
    enter('c', 'z');
    rooms.emit('v1', { kind: 'emit', rooms: ['x', 'y'], event: 'said', data: { n: 1 } });
    expect(hearers()).toEqual(['a', 'b']);
    expect(new Set(heard.map(({ packet }) => packet)).size).toBe(1);
    expect(heard[0]?.packet).toMatchObject({ event: 'said', dataJson: '{"n":1}' });
  });

  it('leaves out a session, a user and rooms', () => {
    const userId = newId() as UserId;
    const sessionId = newId() as SessionId;
    enter('a', 'x', roomOf('v1', 'session', sessionId));
    enter('b', 'x', roomOf('v1', 'user', userId));
    enter('c', 'x', 'muted');
    enter('d', 'x');
    const except = { exceptSession: sessionId, exceptUser: userId, exceptRooms: ['muted'] };
    rooms.emit('v1', { kind: 'emit', rooms: ['x'], event: 'said', data: null, ...except });
    expect(hearers()).toEqual(['d']);
  });

  it('reaches only those within a room', () => {
    enter('a', 'x', 'y');
    enter('b', 'x');
    rooms.emit('v1', { kind: 'emit', rooms: ['x'], within: 'y', event: 'said', data: null });
    rooms.emit('v1', { kind: 'emit', rooms: ['x'], within: 'nobody is here', event: 'said', data: null });
    expect(hearers()).toEqual(['a']);
  });

  it('encodes nothing for rooms that nobody is in', () => {
    enter('a', 'x');
    const toJSON = jest.fn(() => 'encoded');
    rooms.emit('v1', { kind: 'emit', rooms: ['y'], event: 'said', data: { toJSON } });
    expect(toJSON).not.toHaveBeenCalled();
    rooms.emit('v1', { kind: 'emit', rooms: ['x'], event: 'said', data: { toJSON } });
    expect(toJSON).toHaveBeenCalledTimes(1);
  });

  it('moves members from room to room before what is emitted next', () => {
    enter('a', 'x');
    rooms.emit('v1', { kind: 'join', from: 'x', room: 'y' });
    rooms.emit('v1', { kind: 'emit', rooms: ['y'], event: 'in', data: null });
    rooms.emit('v1', { kind: 'leave', from: 'x', room: 'y' });
    rooms.emit('v1', { kind: 'emit', rooms: ['y'], event: 'out', data: null });
    expect(heard.map(({ packet }) => packet.event)).toEqual(['in']);
  });

  it('knows a dialect that nobody speaks', () => {
    expect(rooms.isEmpty('v1')).toBe(true);
    enter('a', 'x');
    expect([rooms.isEmpty('v1'), rooms.isEmpty('umoc')]).toEqual([false, true]);
    rooms.exit('v1', 'a');
    expect(rooms.isEmpty('v1')).toBe(true);
  });

  it('knows where a member stands, and says it once more as he goes', () => {
    enter('a', 'x', 'y');
    rooms.leave('v1', 'a', ['y']);
    expect([rooms.has('v1', 'a', 'x'), rooms.has('v1', 'a', 'y'), rooms.has('v1', 'b', 'x')]).toEqual([true, false, false]);
    expect(rooms.exit('v1', 'a')).toEqual(['x']);
    expect([rooms.has('v1', 'a', 'x'), rooms.exit('v1', 'a')]).toEqual([false, []]);
  });
});
