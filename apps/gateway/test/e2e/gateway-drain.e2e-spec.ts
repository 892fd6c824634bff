import { once } from 'node:events';
import { Agent, request as ask, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { eventually, gatewayUrl, http, WsClient, type Json } from '@parley/testing';
import { dialectNames, Follower } from '../sync/follower.harness.js';
import { directOf } from '../sync/chats.harness.js';
import { base64, makePerson, type Person } from '../v1/v1.harness.js';
import { pidOf } from './fleet-process.harness.js';

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly body: Json;
}

/** One call to the first gateway over the one connection that `agent` keeps. */
const call = (agent: Agent, method: string, path: string, person: Person, body?: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' };
    const sent = ask(gatewayUrl(0) + path, { agent, method, headers }, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          connection: response.headers.connection,
          body: JSON.parse(Buffer.concat(chunks).toString()),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

/** Whether the first gateway takes new connections. */
const isListening = async (): Promise<boolean> => {
  const socket = connect(Number(new URL(gatewayUrl(0)).port), '127.0.0.1');
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isOpen;
};

const backAgain = async (pid: number): Promise<void> => {
  await eventually(async () => expect(await pidOf('gateway-1')).not.toBe(pid), 20_000);
  await eventually(async () => expect((await http('GET', '/api/health', {}, 0)).status).toBe(200), 30_000);
};

describe('SIGTERM of a gateway', () => {
  it('A-00-15 followers of every dialect are told when to come back and are closed; open connections are answered; another takes its place', async () => {
    const [ann, ben] = [await makePerson('ann'), await makePerson('ben')];
    const chat = await directOf(ann, ben);
    const followers = await Promise.all(dialectNames.map((dialect) => Follower.open(dialect, ben, 0, [])));
    for (const follower of followers) await follower.sync(undefined);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await call(agent, 'GET', '/api/health', ann)).status).toBe(200);

    const pid = await pidOf('gateway-1');
    process.kill(pid, 'SIGTERM');
    // On the connection that is open already: a new one finds nobody.
    const path = `/v1/conversations/${chat.id}/messages`;
    const sent = await call(agent, 'POST', path, ann, { content_encrypted: base64('said while it goes'), message_type: 'text' });
    expect(sent.status).toBe(201);
    expect(await isListening()).toBe(false);
    for (const { socket } of followers) {
      const { retry_after_ms: afterMs } = await socket.next('going_away');
      expect(afterMs).toBeGreaterThanOrEqual(0);
      expect(afterMs).toBeLessThanOrEqual(5_000);
      if ('closed' in socket) expect(await socket.closed).toBe(1012);
      else await eventually(() => expect(socket.socket.connected).toBe(false), 5_000);
    }
    await backAgain(pid);
    const { body } = await http('GET', `${path}?limit=1`, { token: ben.token }, 0);
    expect(body.data.messages[0].message_id).toBe(sent.body.data.message_id);
    agent.destroy();
  }, 90_000);

  it('C35 who typed through it types no longer, in any dialect', async () => {
    const [ann, ben] = [await makePerson('ann'), await makePerson('ben')];
    const chat = await directOf(ben, ann);
    const typist = await Follower.open('v1', ann, 0, []);
    const listeners = await Promise.all(dialectNames.map((dialect) => Follower.open(dialect, ben, 1, [chat])));
    const typing = await WsClient.open(`/ws/typing?token=${ben.token}`, 'event', 1, {});
    await listeners[1]?.sync(undefined);
    typist.socket.send('typing', { conversation_id: chat.id, is_typing: true });
    const sockets = [typing, ...listeners.slice(1).map(({ socket }) => socket)];
    const told = (isTyping: boolean) =>
      sockets.map(({ all }) => all.some(({ event, data }) => /typing/i.test(event) && (data.is_typing ?? data.isTyping ?? data.typing) === isTyping));
    const everywhere = sockets.map(() => true);
    await eventually(() => expect(told(true)).toEqual(everywhere), 5_000);
    const pid = await pidOf('gateway-1');
    process.kill(pid, 'SIGTERM');
    await eventually(() => expect(told(false)).toEqual(everywhere), 15_000);
    await backAgain(pid);
    for (const socket of [typing, ...listeners.map((listener) => listener.socket)]) socket.close();
  }, 60_000);

  it('what a connection asks meanwhile is answered with the news that it ends, and readiness says no', async () => {
    const ann = await makePerson('ann');
    const agents = Array.from({ length: 4 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    for (const agent of agents) await call(agent, 'GET', '/v1/users/me', ann);
    const pid = await pidOf('gateway-1');
    process.kill(pid, 'SIGTERM');
    await eventually(async () => expect(await isListening()).toBe(false), 5_000);
    const [first, ...others] = agents as [Agent, ...Agent[]];
    expect(await call(first, 'GET', '/api/health', ann)).toMatchObject({ status: 503, connection: 'close' });
    for (const agent of others) expect(await call(agent, 'GET', '/v1/users/me', ann)).toMatchObject({ status: 200, connection: 'close' });
    await backAgain(pid);
    for (const agent of agents) agent.destroy();
  }, 60_000);
});
