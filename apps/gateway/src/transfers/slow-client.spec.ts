import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { crawling } from './slow-client.js';

describe('crawling', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const connection = () => {
    const socket = { bytesRead: 0 };
    const ended = new AbortController();
    const seen: unknown[] = [];
    crawling(socket, ended.signal).catch((error: unknown) => seen.push(error));
    return { socket, ended, seen };
  };

  it('fails a client that sends less than 1 KiB a second for 15 s, not one that does', async () => {
    const { socket, seen } = connection();
    for (const bytes of [15_360, 40_000, 15_360]) {
      socket.bytesRead += bytes;
      await jest.advanceTimersByTimeAsync(15_000);
      expect(seen).toEqual([]);
    }
    socket.bytesRead += 15;
    await jest.advanceTimersByTimeAsync(15_000);
    expect(seen).toEqual([expect.objectContaining({ code: 'UPLOAD_INCOMPLETE' })]);
  });

  it('stops looking when the work has ended', async () => {
    const { ended, seen } = connection();
    ended.abort();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual([]);
  });
});
