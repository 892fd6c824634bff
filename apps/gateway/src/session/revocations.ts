import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { auth, type SessionId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { EventEmitter } from 'node:events';

const refreshMs = 10_000;

/**
 * The revoked sessions whose tokens could still be alive, in memory: loaded at start, told by signal, refreshed
 * from auth, so that revocation holds with Redis down and signals lost (architecture 5).
 */
@Injectable()
export class Revocations implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Revocations.name);
  private readonly forgetAt = new Map<SessionId, number>();
  private readonly emitter = new EventEmitter();
  private since = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly rpc: RpcClient) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), refreshMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  has(sessionId: SessionId): boolean {
    return this.forgetAt.has(sessionId);
  }

  /** Calls `listener` for each session that is newly known to be revoked. */
  onRevoked(listener: (revocation: auth.Revocation) => void): void {
    this.emitter.on('revoked', listener);
  }

  add(revocations: readonly auth.Revocation[]): void {
    for (const revocation of revocations) {
      if (this.forgetAt.has(revocation.sessionId)) continue;
      this.forgetAt.set(revocation.sessionId, revocation.forgetAt);
      this.emitter.emit('revoked', revocation);
    }
  }

  private async refresh(): Promise<void> {
    try {
      const { sessions, until } = await this.rpc.call(auth.listRevocations, { since: this.since });
      this.add(sessions);
      this.since = until;
      const now = Date.now();
      for (const [id, forgetAt] of this.forgetAt) if (forgetAt < now) this.forgetAt.delete(id);
    } catch (error) {
      this.logger.warn(`revocations are not refreshed: ${(error as Error).message}`);
    }
  }
}
