import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId, type ConversationId, type messaging } from '@parley/contracts';
import { SyncChanges } from './sync-changes.query.js';

describe('pages of changes', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('are refused to who waited too long behind others, before anything is read for him', async () => {
    const reads: (() => void)[] = [];
    const cursors = { read: () => new Promise((resolve) => reads.push(() => resolve(new Map<ConversationId, number>()))) };
    const log = { horizons: () => Promise.resolve([]) };
    const query = new SyncChanges({} as never, log as never, cursors as never, {} as never);
    const input: messaging.SyncChangesInput = { viewerId: newId(), cursors: {}, limit: 10 } as never;
    const served = [1, 2, 3].map(() => query.execute(input));
    const late = expect(query.execute(input)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await Promise.resolve();
    jest.advanceTimersByTime(701);
    for (const answer of reads.splice(0)) answer();
    await late;
    expect(await Promise.all(served)).toHaveLength(3);
    expect(reads).toEqual([]);
  });
});
