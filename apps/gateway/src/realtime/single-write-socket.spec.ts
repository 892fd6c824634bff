import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type { Writable } from 'node:stream';
import * as ws from 'ws';
import { SingleWriteServer, textFrame } from './single-write-socket.js';

// Exported, but not by its types.
const { Receiver } = ws as unknown as { readonly Receiver: new (options: { readonly isServer: boolean }) => Writable };

/** What a client makes of a frame. */
const received = (frame: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false });
    receiver.on('message', (data: Buffer, isBinary: boolean) => (isBinary ? reject(new Error('binary')) : resolve(data.toString())));
    receiver.on('error', reject);
    receiver.write(frame);
  });

describe('textFrame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('carries %i bytes, of text or of a buffer', async (length) => {
    const text = 'x'.repeat(length);
    expect(await received(textFrame(text))).toBe(text);
    expect(await received(textFrame(Buffer.from(text)))).toBe(text);
  });

  it('counts bytes, not characters', async () => {
    expect(await received(textFrame('ü漢😀'.repeat(30)))).toBe('ü漢😀'.repeat(30));
  });
});

describe('a socket of the server', () => {
  let server: SingleWriteServer;
  let served: ws.WebSocket;
  let client: ws.WebSocket;
  let taken: string[];

  beforeEach(async () => {
    server = new SingleWriteServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const connected = once(server, 'connection') as Promise<[ws.WebSocket]>;
    client = new ws.WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    taken = [];
    client.on('message', (data: Buffer) => taken.push(data.toString()));
    await once(client, 'open');
    [served] = await connected;
  });
  afterEach(() => {
    client.terminate();
    server.close();
  });

  /** How often it hands something to the kernel. */
  const writesOf = (socket: ws.WebSocket): (() => number) => {
    const { _socket: stream } = socket as unknown as { readonly _socket: Socket & Required<Pick<Writable, '_write' | '_writev'>> };
    let count = 0;
    for (const name of ['_write', '_writev'] as const) {
      const write = stream[name].bind(stream) as (...args: unknown[]) => void;
      Object.assign(stream, { [name]: (...args: unknown[]) => ((count += 1), write(...args)) });
    }
    return () => count;
  };

  it('writes what is said in one turn together, in order, and its goodbye after it', async () => {
    const writes = writesOf(served);
    for (const text of ['one', 'two', 'three']) served.send(text);
    served.close(4000, 'done');
    const [code] = (await once(client, 'close')) as [number];
    expect({ taken, code }).toEqual({ taken: ['one', 'two', 'three'], code: 4000 });
    expect(writes()).toBe(1);
  });

  it('tells that its client goes before the connection is gone', async () => {
    const told: string[] = [];
    for (const name of ['leaving', 'close']) served.on(name, () => told.push(name));
    client.close();
    await once(served, 'close');
    expect(told).toEqual(['leaving', 'close']);
  });

  it.each([1000, 4429])('does not call its own close %i one of its client', async (code) => {
    const told: string[] = [];
    served.on('leaving', () => told.push('leaving'));
    served.close(code);
    await once(served, 'close');
    expect(told).toEqual([]);
  });

  it('calls a frame sent within the turn, so that Engine.IO adds the next to it', async () => {
    const writes = writesOf(served);
    await new Promise<void>((sent) => served.send('one', () => sent()));
    expect(writes()).toBe(0);
    served.send('two');
    while (taken.length < 2) await once(client, 'message');
    expect(writes()).toBe(1);
  });

  it('does not call sent what a client does not take', async () => {
    client.pause();
    let sent = 0;
    const frame = 'x'.repeat(64 * 1024);
    for (let n = 0; n < 400; n++) {
      served.send(frame, () => (sent += 1));
      await new Promise((turn) => setImmediate(turn));
    }
    expect(sent).toBeLessThan(400);
    client.resume();
    while (taken.length < 400) await once(client, 'message');
    expect(sent).toBe(400);
  });
});
