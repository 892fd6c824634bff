import { describe, expect, it } from '@jest/globals';
import { Encoder, PacketType } from 'socket.io-parser';
import { packetFrom } from './room-packet.js';

const encode = (event: string, data: unknown): string[] =>
  new Encoder().encode({ type: PacketType.EVENT, nsp: '/rooms/v1', data: [event, data] }) as string[];

describe('packetFrom', () => {
  it.each([{ text: 'a","b', list: ['x"]'] }, ['y'], 'plain', 7, null])('gives event and data back unparsed: %j', (data) => {
    const packet = packetFrom(encode('message:new', data));
    expect(packet.event).toBe('message:new');
    expect(JSON.parse(packet.dataJson)).toEqual(data);
  });

  it('decodes a broadcast once and makes each frame once', () => {
    const encoded = encode('typing', { on: true });
    const make = (event: string, json: string): string => `${event}${json}`;
    expect(packetFrom(encoded)).toBe(packetFrom(encoded));
    expect(packetFrom(encoded).frame('a', make)).toBe(packetFrom(encoded).frame('a', make));
    expect(packetFrom(encoded).frame('a', make).toString()).toBe('typing{"on":true}');
  });
});
