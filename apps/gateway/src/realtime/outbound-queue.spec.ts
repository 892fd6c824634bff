import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OutboundQueue } from './outbound-queue.js';

const turn = (): Promise<void> => new Promise((next) => setImmediate(next));

describe('OutboundQueue', () => {
  const overflow = jest.fn();
  let carried: { readonly frame: string; readonly done: () => void }[];
  const carry = (frame: Buffer | string, done: () => void): void => void carried.push({ frame: frame.toString(), done });

  beforeEach(() => {
    overflow.mockClear();
    carried = [];
  });

  it('keeps what is said before the handshake is answered, in order', () => {
    const queue = new OutboundQueue<Buffer | string>(overflow);
    for (const frame of ['a', 'b']) expect(queue.push(frame)).toBe(true);
    expect(carried).toEqual([]);
    queue.open(carry);
    queue.push(Buffer.from('c'));
    expect(carried.map(({ frame }) => frame)).toEqual(['a', 'b', 'c']);
  });

  it.each(['before', 'after'])('holds 256 events, %s the handshake is answered, and has room again for what has left', async (when) => {
    const queue = new OutboundQueue<Buffer | string>(overflow);
    if (when === 'after') queue.open(carry);
    for (let n = 0; n < 256; n++) expect(queue.push('x')).toBe(true);
    await turn();
    expect(overflow).not.toHaveBeenCalled();
    expect(queue.push('x')).toBe(false);
    expect(overflow).toHaveBeenCalledTimes(1);
    if (when === 'before') queue.open(carry);
    expect(carried).toHaveLength(256);
    carried[0]?.done();
    expect(queue.push('x')).toBe(true);
  });

  it('takes any number of small events of one turn, and counts them from the next', async () => {
    const queue = new OutboundQueue<Buffer | string>(overflow);
    queue.open(carry);
    for (let n = 0; n < 1_000; n++) expect(queue.push('x')).toBe(true);
    for (const { done } of carried.splice(0, 800)) done();
    await turn();
    for (let n = 0; n < 56; n++) {
      expect(queue.push('x')).toBe(true);
      await turn();
    }
    expect(queue.push('x')).toBe(false);
    expect(overflow).toHaveBeenCalledTimes(1);
  });

  it.each(['before', 'after'])('holds 1 MB, %s the handshake is answered', (when) => {
    const queue = new OutboundQueue<Buffer | string>(overflow);
    if (when === 'after') queue.open(carry);
    const half = 'é'.repeat(256 * 1024);
    expect([queue.push('on its way'), queue.push(half), queue.push(Buffer.from(half)), queue.push('x')]).toEqual([true, true, true, false]);
    if (when === 'before') queue.open(carry);
    carried[1]?.done();
    expect(queue.push('x')).toBe(true);
  });

  it.each(['before', 'after'])('takes an answer of any length when nothing waits before it, %s the handshake is answered', (when) => {
    const queue = new OutboundQueue<Buffer | string>(overflow);
    if (when === 'after') queue.open(carry);
    expect([queue.push('x'.repeat(3 * 1024 * 1024)), queue.push('event')]).toEqual([true, true]);
    if (when === 'before') queue.open(carry);
    expect(carried).toHaveLength(2);
    for (const { done } of carried) done();
    expect(queue.push('x'.repeat(3 * 1024 * 1024))).toBe(true);
    expect(overflow).not.toHaveBeenCalled();
  });
});
