import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

const flushEveryMs = 200;
/** Who comes is told at once; who comes right after somebody waits so long, and goes with others. */
const apartMs = 10;
const leaseEveryMs = 3_000;
/** Activity of one user is told at most so often. */
const activityEveryMs = 10_000;
const mostPerReport = 1_000;

/** Tells the user service who has sockets on this replica and who is active, in batches; only the first and last socket of a user matter. */
@Injectable()
export class PresenceReporter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PresenceReporter.name);
  private readonly gatewayId = newId<'gateway'>();
  private readonly sockets = new Map<UserId, number>();
  /** Who has changed since the last report; what they are now is in `sockets`. */
  private readonly changed = new Set<UserId>();
  private readonly active = new Set<UserId>();
  private readonly toldAt = new Map<UserId, number>();
  private reportedAt = 0;
  private isReporting = false;
  private timer: NodeJS.Timeout | null = null;
  private next: NodeJS.Timeout | null = null;
  /** By the clock that never jumps. */
  private flushedAt = -Infinity;

  constructor(private readonly rpc: RpcClient) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(Date.now()), flushEveryMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.next !== null) clearTimeout(this.next);
  }

  opened(userId: UserId): void {
    const count = (this.sockets.get(userId) ?? 0) + 1;
    this.sockets.set(userId, count);
    if (count > 1) return;
    this.changed.add(userId);
    this.soon();
  }

  closed(userId: UserId): void {
    const count = (this.sockets.get(userId) ?? 0) - 1;
    if (count > 0) return void this.sockets.set(userId, count);
    this.sockets.delete(userId);
    this.changed.add(userId);
  }

  /** A frame or a request of theirs, not a protocol pong (A-CB-61). */
  heard(userId: UserId): void {
    const now = Date.now();
    if (now - (this.toldAt.get(userId) ?? 0) < activityEveryMs) return;
    this.toldAt.set(userId, now);
    this.active.add(userId);
  }

  /** Whoever is gone is told of again with the next frame, however soon; a log-out is itself no sign of life (C21). */
  unheard(userId: UserId): void {
    this.active.delete(userId);
    this.toldAt.delete(userId);
  }

  /** Whoever asks after somebody has connected should hear that he is here. */
  private soon(): void {
    const waitMs = Math.max(0, this.flushedAt + apartMs - performance.now());
    this.next ??= setTimeout(() => {
      this.next = null;
      void this.flush(Date.now());
    }, waitMs);
  }

  private async flush(now: number): Promise<void> {
    const isIdle = this.changed.size === 0 && this.active.size === 0 && now - this.reportedAt < leaseEveryMs;
    if (this.isReporting || isIdle) return;
    this.isReporting = true;
    this.flushedAt = performance.now();
    const userIds = [...this.changed].slice(0, mostPerReport);
    const activeIds = [...this.active].slice(0, mostPerReport);
    for (const id of userIds) this.changed.delete(id);
    for (const id of activeIds) this.active.delete(id);
    const changes = userIds.map((userId) => ({ userId, isConnected: this.sockets.has(userId) }));
    const activeMsAgo = activeIds.map((id) => Math.max(0, now - (this.toldAt.get(id) ?? now)));
    try {
      const { isKnown } = await this.rpc.call(user.reportConnections, { gatewayId: this.gatewayId, changes, activeIds, activeMsAgo });
      this.reportedAt = now;
      if (!isKnown) for (const id of this.sockets.keys()) this.changed.add(id);
      if (this.changed.size > 0) this.soon();
    } catch (error) {
      // What was not taken is told again, as it is by then; activity is told by the next frame.
      for (const id of userIds) this.changed.add(id);
      this.logger.debug(`presence was not reported: ${(error as Error).message}`);
    } finally {
      this.isReporting = false;
      for (const [id, at] of this.toldAt) if (now - at >= activityEveryMs) this.toldAt.delete(id);
    }
  }
}
