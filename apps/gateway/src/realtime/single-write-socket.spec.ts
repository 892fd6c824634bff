import { describe, expect, it } from '@jest/globals';
import type { Writable } from 'node:stream';
import * as ws from 'ws';
import { textFrame } from './single-write-socket.js';

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
