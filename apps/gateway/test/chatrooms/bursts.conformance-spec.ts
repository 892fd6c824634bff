import { describe, expect, it } from '@jest/globals';
import { eventually, http, uniqueName, type Json } from '@parley/testing';
import { connect, createRoom, dataOf, register, textFrame } from './chatrooms.harness.js';

/** More than a socket may have waiting for their turn. */
const sends = 400;

describe('a client that has much to say at once', () => {
  it('RC-ws.s2c.error tells it of every send that failed, by the client_id of it (A-RC-22)', async () => {
    const ann = await register('ann');
    const socket = await connect(ann, 0, []);
    const nowhere = ann.id;
    const keys = Array.from({ length: sends }, () => uniqueName('k'));
    for (const key of keys) socket.send('send_message', textFrame(nowhere, 'x', key));
    await eventually(() => {
      const told = new Set(socket.heard('error').map(({ details }) => details.client_id as string));
      expect(keys.filter((key) => !told.has(key))).toEqual([]);
    }, 10_000);
    expect(socket.heard('error').map(({ code }) => code as string)).toContain('RATE_LIMIT_EXCEEDED');
    socket.close();
  });

  it('RC-messages.list finds every message of it, page by page by their times (C24, A-RC-20)', async () => {
    const ann = await register('ann');
    const room = await createRoom(ann, { name: 'burst' });
    // Several sockets, so that messages are stored together.
    const sockets = await Promise.all(Array.from({ length: 4 }, (_, index) => connect(ann, index % 2, [room.id])));
    const keys = Array.from({ length: 80 }, () => uniqueName('k'));
    keys.forEach((key, index) => sockets[index % sockets.length]?.send('send_message', textFrame(room.id as string, key, key)));
    const heard = () => new Set(sockets[0]?.heard('message_received').map(({ message }) => message.id as string));
    await eventually(() => expect(heard().size).toBe(keys.length), 10_000);
    const found: string[] = [];
    let page: Json[] = [];
    do {
      const before = page.length === 0 ? '' : `&before=${page.at(-1)?.created_at as string}`;
      page = dataOf(await http('GET', `/chatrooms/${room.id as string}/messages?limit=7${before}`, { token: ann.token }, 0), 200).messages as Json[];
      found.push(...page.filter(({ message_type }) => message_type !== 'system').map(({ id }) => id as string));
    } while (page.length > 0);
    expect([...found].sort()).toEqual([...heard()].sort());
    for (const socket of sockets) socket.close();
  });
});
