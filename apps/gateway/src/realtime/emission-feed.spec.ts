import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Dialect } from '@parley/contracts';
import { EmissionFeed } from './emission-feed.js';
import type { Emission } from './present-event.js';
import type { RoomSpace } from './room-space.js';

const emission = (event: string): Emission => ({ kind: 'emit', rooms: ['all'], event, data: null });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A room space in which so many hear each emission. */
const feedTo = (listeners: number) => {
  const heard: string[] = [];
  const rooms = {
    emit: (dialect: Dialect, one: Emission): number => {
      if (one.kind !== 'emit' || one.event === 'broken') throw new Error('cannot');
      heard.push(`${dialect} ${one.event}`);
      return listeners;
    },
  };
  return { heard, feed: new EmissionFeed(rooms as unknown as RoomSpace) };
};

describe('EmissionFeed', () => {
  it('emits at once what is little', () => {
    const { feed, heard } = feedTo(100);
    feed.add('v1', [emission('a'), emission('b')]);
    feed.add('umoc', [emission('c')]);
    expect(heard).toEqual(['v1 a', 'v1 b', 'umoc c']);
  });

  it('ends a turn of the event loop when many have heard, and goes on in the next, in order', async () => {
    const { feed, heard } = feedTo(10_000);
    feed.add('v1', ['a', 'b', 'c'].map(emission));
    feed.add('umoc', [emission('d')]);
    expect(heard).toEqual(['v1 a', 'v1 b']);
    await turn();
    expect(heard).toEqual(['v1 a', 'v1 b', 'v1 c', 'umoc d']);
    await turn();
    feed.add('v1', [emission('e')]);
    expect(heard.at(-1)).toBe('v1 e');
  });

  it('outlives an emission that fails', () => {
    Logger.overrideLogger(false);
    const { feed, heard } = feedTo(1);
    feed.add('v1', [emission('broken'), emission('a')]);
    expect(heard).toEqual(['v1 a']);
  });
});
