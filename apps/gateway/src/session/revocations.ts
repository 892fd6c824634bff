import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { auth, type SessionId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { EventEmitter } from 'node:events';

const refreshMs = 10_000;

/**
 * The revoked sessions whose tokens could still be alive, in memory: loaded at start, told by signal, refreshed
 * from auth, so that revocation holds with Redis down and signals lost.
 */
@Injectable()
export class Revocations implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Revocations.name);
  private readonly known = new Map<SessionId, auth.Revocation>();
  private readonly emitter = new EventEmitter();
  private since: number | null = null;
  private loading: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly rpc: RpcClient) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh(), refreshMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** False until auth has been asked with success: nobody knows yet who was revoked before this process began. */
  get isLoaded(): boolean {
    return this.since !== null;
  }

  /** Asks auth now; whoever else wants to know meanwhile waits for the same answer. @throws {AppError} SERVICE_UNAVAILABLE */
  load(): Promise<void> {
    this.loading ??= this.fetch().finally(() => (this.loading = null));
    return this.loading;
  }

  /** Why a session was revoked, or null when it is not known to be. */
  reasonOf(sessionId: SessionId): auth.RevocationReason | null {
    return this.known.get(sessionId)?.reason ?? null;
  }

  /** Calls `listener` for each session that is newly known to be revoked. */
  onRevoked(listener: (revocation: auth.Revocation) => void): void {
    this.emitter.on('revoked', listener);
  }

  add(revocations: readonly auth.Revocation[]): void {
    for (const revocation of revocations) {
      if (this.known.has(revocation.sessionId)) continue;
      this.known.set(revocation.sessionId, revocation);
      this.emitter.emit('revoked', revocation);
    }
  }

  private async refresh(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.logger.warn(`revocations are not refreshed: ${(error as Error).message}`);
    }
  }

  private async fetch(): Promise<void> {
    const { sessions, until } = await this.rpc.call(auth.listRevocations, { since: this.since ?? 0 });
    this.add(sessions);
    this.since = until;
    const now = Date.now();
    for (const [id, { forgetAt }] of this.known) if (forgetAt < now) this.known.delete(id);
  }
}
