import { describe, expect, it } from '@jest/globals';
import { nextChange, statusOf, type PresenceState } from './presence.policy.js';

const now = 1_000_000_000;
const minutes = (count: number): number => count * 60_000;
const state = (changes: Partial<PresenceState>): PresenceState => ({
  activityAt: now,
  goneAt: null,
  isResting: false,
  isConnected: false,
  leftAt: null,
  ...changes,
});

describe('presence (C34)', () => {
  it.each([
    ['a socket', { isConnected: true }, null, 'online', now + minutes(5)],
    ['a socket, 5 min idle', { isConnected: true, activityAt: now - minutes(5) }, null, 'away', now + minutes(360)],
    ['a socket and a choice', { isConnected: true, activityAt: now - minutes(9) }, 'busy', 'busy', now + minutes(360)],
    ['a socket, invisible', { isConnected: true }, 'offline', 'offline', now + minutes(5)],
    ['a socket closed 9 s ago', { goneAt: now - 9_000 }, null, 'online', now + 1_000],
    ['a socket closed 10 s ago', { goneAt: now - 10_000 }, null, 'offline', null],
    ['a socket closed, and a choice', { goneAt: now - 10_000 }, 'busy', 'offline', null],
    ['one of two sockets closed', { isConnected: true, goneAt: now - 60_000 }, null, 'online', now + minutes(5)],
    ['a REST log-in', { isResting: true }, null, 'online', now + minutes(5)],
    ['a REST log-in, 6 min idle', { isResting: true, activityAt: now - minutes(6) }, null, 'away', now + minutes(24)],
    ['a REST log-in, 30 min idle', { isResting: true, activityAt: now - minutes(30) }, null, 'offline', null],
    ['a log-out, another socket open', { isConnected: true, leftAt: now }, 'busy', 'offline', now + minutes(5)],
    ['a log-out, then a frame of that socket', { isConnected: true, leftAt: now - 1 }, null, 'online', now + minutes(5)],
    ['requests alone', {}, null, 'offline', null],
    ['nothing at all', { activityAt: null }, 'away', 'offline', null],
  ] as const)('%s', (_what, changes, explicit, status, next) => {
    expect(statusOf(state(changes), explicit, now)).toBe(status);
    expect(nextChange(state(changes), now)).toBe(next);
  });
});
