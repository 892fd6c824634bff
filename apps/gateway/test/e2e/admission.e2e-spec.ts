import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, describe, expect, it } from '@jest/globals';
import { eventually, gatewayUrl, http } from '@parley/testing';
import { WebSocket } from 'ws';
import { makePerson } from '../v1/v1.harness.js';
import { whileFrozen } from './fleet-process.harness.js';

/** More than authenticate and join at once (HANDSHAKES_AT_ONCE). */
const crowd = 80;

interface Refusal {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;
}

const sockets: WebSocket[] = [];

const open = (path: string): WebSocket => {
  const socket = new WebSocket(gatewayUrl(0).replace(/^http/, 'ws') + path);
  sockets.push(socket);
  socket.on('error', () => {});
  return socket;
};

/** How an upgrade is refused. */
const refusalOf = async (path: string): Promise<Refusal> => {
  const socket = open(path);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  socket.terminate();
  return { status: response.statusCode, retryAfter: response.headers['retry-after'] };
};

describe('more sockets than can come in', () => {
  afterAll(() => sockets.forEach((socket) => socket.terminate()));

  it('A-00-15 are refused before the upgrade with 503 and a time to come back, while nobody inside makes way; then they are in', async () => {
    const { token } = await makePerson('ann');
    const paths = [`/v1/ws?token=${token}`, `/ws/messages?token=${token}`, `/socket.io/?EIO=4&transport=websocket&token=${token}`];
    await whileFrozen(['messaging'], async () => {
      // Each asks messaging for its rooms.
      for (let n = 0; n < crowd; n++) open(`/v1/ws?token=${token}`);
      const refusals = await eventually(async () => {
        const found = await Promise.all(
          paths.map((path) => Promise.race([refusalOf(path), new Promise<null>((done) => setTimeout(done, 200, null))])),
        );
        expect(found.map((refusal) => refusal?.status)).toEqual([503, 503, 503]);
        return found;
      }, 10_000);
      for (const refusal of refusals) expect([1, 2, 3, 4, 5]).toContain(Number(refusal?.retryAfter));
      const polled = await fetch(`${gatewayUrl(0)}/socket.io/?EIO=4&transport=polling&token=${token}`);
      await polled.text();
      expect([polled.status, Number(polled.headers.get('retry-after')) > 0]).toEqual([503, true]);
    });
    await eventually(async () => {
      await once(open(`/v1/ws?token=${token}`), 'open');
    }, 20_000);
    const { body } = await http('GET', '/metrics', {}, 0);
    expect(body).toMatch(/parley_gateway_admissions_total\{step="handshake",outcome="refused"\} [1-9]/);
  }, 60_000);
});
