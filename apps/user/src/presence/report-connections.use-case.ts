import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { PresenceRepository } from './presence.repository.js';

/** A gateway whose lease is older is gone, with all its sockets. */
const leaseMs = 12_000;
const orphansAtOnce = 500;

/** Takes what gateways tell of their sockets, and takes away what they no longer can. */
@Injectable()
export class ReportConnections {
  constructor(private readonly presences: PresenceRepository) {}

  async execute({ gatewayId, changes, activeIds, activeMsAgo }: user.ReportConnectionsInput): Promise<{ readonly isKnown: boolean }> {
    const now = Date.now();
    const isKnown = await this.presences.renewLease(gatewayId, now);
    const those = (isConnected: boolean) => changes.filter((change) => change.isConnected === isConnected).map(({ userId }) => userId);
    await this.presences.disconnect(gatewayId, those(false), now);
    await this.presences.connect(gatewayId, those(true), now);
    await this.presences.touch(activeIds, now, activeMsAgo);
    return { isKnown };
  }

  /** The sockets of a killed gateway count as closed once its lease has ended. */
  async expire(now: number): Promise<void> {
    for (const gatewayId of await this.presences.expiredLeases(now - leaseMs)) {
      for (;;) {
        const orphans = await this.presences.orphans(gatewayId, orphansAtOnce);
        if (orphans.length === 0) break;
        await this.presences.disconnect(gatewayId, orphans, now);
      }
    }
  }
}
