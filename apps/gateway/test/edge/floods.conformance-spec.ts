import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl, http } from '@parley/testing';
import { WebSocket } from 'ws';
import { makePerson, type Person } from '../v1/v1.harness.js';

const open = (path: string): WebSocket => new WebSocket(gatewayUrl(1).replace('http', 'ws') + path);

const closeCodeOf = (socket: WebSocket): Promise<number> => new Promise((resolve, reject) => socket.on('error', reject).once('close', resolve));

const flood = (socket: WebSocket, frames: readonly string[]): void => frames.forEach((frame) => socket.send(frame, () => {}));

const times = (count: number, frame: string): readonly string[] => Array.from({ length: count }, () => frame);

describe('clients that go on and on', () => {
  let ann: Person;

  beforeAll(async () => {
    ann = await makePerson('ann');
  });

  it.each(['/', '/ws', '/ws/typing'])('C79 are closed on %s when they send nothing but frames that are none', async (path) => {
    const socket = open(`${path}?token=${ann.token}`);
    // It reads what it is told, or it would be closed for that.
    let unanswered = 0;
    const goOn = (): void => {
      unanswered = 100;
      flood(socket, times(unanswered, '{}'));
    };
    socket.once('open', goOn).on('message', () => (unanswered -= 1) === 0 && goOn());
    expect(await closeCodeOf(socket)).toBe(4429);
  });

  it('C79 are closed with a Socket.IO socket, too, when more waits than is ever read', async () => {
    const socket = open(`/socket.io/?EIO=4&transport=websocket&token=${ann.token}`);
    socket.once('open', () => socket.send('40'));
    socket.on('message', (packet: Buffer) => {
      if (packet.toString().startsWith('40')) flood(socket, times(15_000, '42["sendMessage",{}]'));
    });
    // Of a machine that is busy the client may be too slow to read the refusals.
    expect([4410, 4429]).toContain(await closeCodeOf(socket));
  });

  it('C05 are cut off when they connect to a namespace again and again over one transport', async () => {
    const socket = open(`/socket.io/?EIO=4&transport=websocket&token=${ann.token}`);
    socket.once('open', () => flood(socket, times(40, '40')));
    expect(await closeCodeOf(socket)).toBe(1006);
  });

  it.each([
    ['V1-1.2', '/v1/auth/login', 'VALIDATION_ERROR'],
    ['RC-auth.login', '/auth/login', 'VALIDATION_INVALID_FORMAT'],
  ])('%s refuses a body of 40,000 keys before it is worked on', async (_id, path, code) => {
    const body = Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`key${n}`, n]));
    const { status, body: refusal } = await http('POST', path, { body }, 1);
    expect([status, refusal.error.code]).toEqual([400, code]);
  });
});
