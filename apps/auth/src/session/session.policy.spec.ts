import { describe, expect, it } from '@jest/globals';
import { dialects } from '@parley/contracts';
import { sessionRules, sessionTtlSeconds } from './session.policy.js';

const day = 86_400;

describe('sessionRules', () => {
  it.each([
    ['connectbest', 604_800, 30 * day],
    ['reals2chat', 604_800, 30 * day],
    ['chatrooms', 1_800, 7 * day],
    ['v1', 3_600, 30 * day],
    ['umoc', day, day],
  ] as const)('C12: a %s access token lives %i s, its unused session %i s', (dialect, access, session) => {
    expect(sessionRules[dialect].accessTtlSeconds).toBe(access);
    expect(sessionTtlSeconds(sessionRules[dialect])).toBe(session);
  });

  it('A-UM-03, A-UM-04: a UMOC session ends after 30 days at the latest, and there are three at most', () => {
    expect(sessionRules.umoc).toMatchObject({ sliding: { idleSeconds: day, maxSeconds: 30 * day }, maxLive: 3, refresh: null });
    expect(dialects.filter((dialect) => sessionRules[dialect].maxLive !== null)).toEqual(['umoc']);
  });

  it('A-RC-28, A-V1-04: neither chatrooms nor v1 rotates, and v1 has JWTs', () => {
    expect(sessionRules.chatrooms.refresh).toMatchObject({ form: 'opaque', rotates: false });
    expect(sessionRules.v1.refresh).toMatchObject({ form: 'jwt', rotates: false });
    expect(sessionRules.connectbest.refresh).toMatchObject({ form: 'opaque', rotates: true });
  });

  it('C21, A-V1-03: only ConnectBest logs out everywhere, only v1 counts by device', () => {
    expect(dialects.filter((dialect) => sessionRules[dialect].logOutEnds === 'dialect')).toEqual(['connectbest', 'reals2chat']);
    expect(dialects.filter((dialect) => sessionRules[dialect].isOnePerDevice)).toEqual(['v1']);
  });
});
