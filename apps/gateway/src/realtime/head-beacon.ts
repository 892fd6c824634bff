import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { batchesOf, messaging, type UserId } from '@parley/contracts';
import { NatsLink, RpcClient } from '@parley/transport';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { presentHeads } from './conversation-naming.js';
import { Followers } from './followers.js';

const periodMs = 10_000;
/** After a cut of the gateway's own link, in which every hint was missed; and while nobody knows the heads. */
const soonMs = 1_000;
/** Users one query asks for, so that its answer stays small. */
const usersAtOnce = 500;

/**
 * Tells every follower where its conversations stand, as Postgres has it: a hint that was lost on the way, even the last
 * one, shows as a gap within a period, without a reconnect (A-00-14).
 */
@Injectable()
export class HeadBeacon implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(HeadBeacon.name);
  private timer: NodeJS.Timeout | null = null;
  private isOver = false;

  constructor(
    private readonly rpc: RpcClient,
    private readonly followers: Followers,
    private readonly registry: DialectRegistry,
    private readonly link: NatsLink,
  ) {}

  onApplicationBootstrap(): void {
    this.plan(periodMs);
    this.link.onReconnect(() => this.plan(soonMs));
  }

  onApplicationShutdown(): void {
    this.isOver = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Once to every follower of this moment. */
  async tell(): Promise<void> {
    const userIds = [...new Set(this.followers.all().map(({ socket }) => socket.viewer.userId))];
    const headsOf = new Map<UserId, readonly messaging.Head[]>();
    for (const some of batchesOf(userIds, usersAtOnce)) {
      const found = await this.rpc.call(messaging.listHeads, { userIds: some });
      for (const { userId, heads } of found) headsOf.set(userId, heads);
    }
    for (const { dialect, socket } of this.followers.all()) {
      const heads = headsOf.get(socket.viewer.userId);
      if (heads !== undefined) socket.send('heads', presentHeads(this.registry.namingOf(dialect), heads));
    }
  }

  /** Not all gateways at the same moment, however they were started. */
  private plan(inMs: number): void {
    if (this.isOver) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.round(), inMs * (0.9 + 0.2 * Math.random()));
  }

  private async round(): Promise<void> {
    this.timer = null;
    const isTold = await this.tell().then(
      () => true,
      (error: unknown) => void this.logger.debug(`heads are told later: ${String(error)}`),
    );
    // The link may have come back meanwhile.
    if (this.timer === null) this.plan(isTold === true ? periodMs : soonMs);
  }
}
