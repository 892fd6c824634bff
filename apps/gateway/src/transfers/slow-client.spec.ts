import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { crawling } from './slow-client.js';

const windowSeconds = 15;

describe('crawling', () => {
  const body = { complete: false, readableLength: 0, socket: { bytesRead: 0 } };
  const ended = new AbortController();
  const outcome = (): Promise<string> =>
    Promise.race([
      crawling(body, windowSeconds, ended.signal).catch((error: Error) => error.message),
      new Promise<string>((resolve) => setTimeout(() => resolve('goes on'), 10 * windowSeconds * 1_000)),
    ]);
  const every = (seconds: number, act: () => void) => setInterval(act, seconds * 1_000);

  beforeEach(() => {
    jest.useFakeTimers();
    Object.assign(body, { complete: false, readableLength: 0 });
    body.socket.bytesRead = 0;
  });
  afterEach(() => {
    ended.abort();
    jest.useRealTimers();
  });

  it.each<[string, () => void, string]>([
    ['a byte a second', () => every(1, () => body.socket.bytesRead++), 'UPLOAD_INCOMPLETE'],
    ['nothing at all', () => undefined, 'UPLOAD_INCOMPLETE'],
    ['2 KiB a second', () => every(1, () => (body.socket.bytesRead += 2_048)), 'goes on'],
    ['nothing, because what came has not been read yet', () => (body.readableLength = 65_536), 'goes on'],
    ['nothing, because all has come', () => (body.complete = true), 'goes on'],
  ])('%s', async (_what, arrange, wanted) => {
    arrange();
    const said = outcome();
    await jest.advanceTimersByTimeAsync(10 * windowSeconds * 1_000);
    expect(await said).toBe(wanted);
  });

  it('stops looking when the work has ended', async () => {
    const over = new AbortController();
    const seen: unknown[] = [];
    crawling(body, windowSeconds, over.signal).catch((error: unknown) => seen.push(error));
    over.abort();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual([]);
  });
});
