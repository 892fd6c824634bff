import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import { eventually, http, IoClient, WsClient, type Json } from '@parley/testing';
import { expectStatus, makeGroup, makePerson, type Person } from '../v1/v1.harness.js';

/** 64 KiB of ciphertext: some hundred fill the kernel's buffers and then the queue of one socket. */
const body = { content_encrypted: Buffer.alloc(48 * 1024, 0xff).toString('base64'), message_type: 'text' };
const messages = 240;

/** The TCP socket under a client, which stops reading it. */
const transportOf = (client: WsClient | IoClient): Socket => {
  const ws: Json = client instanceof WsClient ? (client as Json).socket : (client.socket.io.engine as Json).transport.ws;
  return ws._socket as Socket;
};

const closeCodeOf = (client: WsClient | IoClient): Promise<number> =>
  client instanceof WsClient
    ? client.closed
    : new Promise((resolve) => client.socket.io.engine.once('close', (_reason: string, details: Json) => resolve(details.context.code as number)));

describe('clients that do not read', () => {
  let ann: Person;
  let ben: Person;
  let group: string;

  beforeAll(async () => {
    [ann, ben] = [await makePerson('ann'), await makePerson('ben')];
    group = await makeGroup(ann, 'Flood', [ben]);
  });

  it('C79 are closed, native and Socket.IO alike, while others hear everything', async () => {
    const { sid } = JSON.parse(Buffer.from(ben.token.split('.')[1] ?? '', 'base64url').toString());
    const native = await WsClient.open(`/?token=${ben.token}`, 'type', 1, {});
    const socketIo = await IoClient.open('/', { sessionID: sid, token: ben.token }, 1);
    const reader = await WsClient.open(`/?token=${ben.token}`, 'type', 1, {});
    const codes = Promise.all([closeCodeOf(native), closeCodeOf(socketIo)]);
    await socketIo.next('connection_successful');
    for (const client of [native, socketIo]) transportOf(client).pause();
    for (let n = 0; n < messages; n += 8) {
      const sends = Array.from({ length: 8 }, () => http('POST', `/v1/conversations/${group}/messages`, { token: ann.token, body }, 0));
      for (const answer of await Promise.all(sends)) expectStatus(answer, 201);
    }
    for (const client of [native, socketIo]) transportOf(client).resume();
    // Who reads again too late finds the connection cut.
    for (const code of await codes) expect([4410, 1006]).toContain(code);
    expect(native.heard('message_received').length).toBeLessThan(messages);
    // It syncs what it missed on its next socket.
    const heads = expectStatus(await http('GET', '/v1/sync', { token: ben.token }, 0), 200).data.heads;
    await eventually(() => expect(reader.heard('message_received').at(-1)).toMatchObject({ conversation_id: group, seq: heads[group] }), 10_000);
    reader.close();
  }, 40_000);
});
