import { describe, expect, it } from '@jest/globals';
import { newId, type Id, type UserId } from '@parley/contracts';
import type { PresenceRepository } from './presence.repository.js';
import { ReportConnections } from './report-connections.use-case.js';

describe('ReportConnections', () => {
  it('takes everybody off a gateway that is gone, however many there are', async () => {
    const gatewayId = newId<'gateway'>();
    const there = Array.from({ length: 1_201 }, () => newId<'user'>());
    const gone: UserId[] = [];
    const presences = {
      expiredLeases: () => Promise.resolve([gatewayId]),
      orphans: (_gatewayId: Id<'gateway'>, limit: number) => Promise.resolve(there.splice(0, limit)),
      disconnect: (_gatewayId: Id<'gateway'>, userIds: readonly UserId[]) => Promise.resolve(void gone.push(...userIds)),
    };
    await new ReportConnections(presences as unknown as PresenceRepository).expire(Date.now());
    expect([there.length, gone.length]).toEqual([0, 1_201]);
  });
});
