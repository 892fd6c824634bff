import { describe, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import type { AnnouncePresence } from './announce-presence.use-case.js';
import { PresenceRounds } from './presence-rounds.js';
import type { ReportConnections } from './report-connections.use-case.js';

describe('PresenceRounds', () => {
  it('makes a round as soon as it is asked for one, and one for all who ask meanwhile', async () => {
    let made = 0;
    const announce = { execute: () => Promise.resolve(((made += 1), false)) } as unknown as AnnouncePresence;
    const rounds = new PresenceRounds(announce, { expire: () => Promise.resolve() } as unknown as ReportConnections);
    rounds.soon();
    rounds.soon();
    await eventually(() => expect(made).toBe(1), 2_000);
    rounds.soon();
    rounds.soon();
    await eventually(() => expect(made).toBe(2), 2_000);
    await rounds.onApplicationShutdown();
  });
});
