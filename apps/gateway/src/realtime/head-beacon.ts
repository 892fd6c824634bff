import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { messaging, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { presentHeads } from './conversation-naming.js';
import { Followers } from './followers.js';

const periodMs = 10_000;
/** Users one query asks for, so that its answer stays small. */
const usersAtOnce = 500;

/**
 * Tells every follower where its conversations stand, as Postgres has it: a hint that was lost on the way, even the last
 * one, shows as a gap within a period, without a reconnect (architecture 4).
 */
@Injectable()
export class HeadBeacon implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(HeadBeacon.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly rpc: RpcClient,
    private readonly followers: Followers,
    private readonly registry: DialectRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.plan();
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Once to every follower of this moment. */
  async tell(): Promise<void> {
    const userIds = [...new Set(this.followers.all().map(({ socket }) => socket.viewer.userId))];
    const headsOf = new Map<UserId, readonly messaging.Head[]>();
    for (let at = 0; at < userIds.length; at += usersAtOnce) {
      const found = await this.rpc.call(messaging.listHeads, { userIds: userIds.slice(at, at + usersAtOnce) });
      for (const { userId, heads } of found) headsOf.set(userId, heads);
    }
    for (const { dialect, socket } of this.followers.all()) {
      const heads = headsOf.get(socket.viewer.userId);
      if (heads !== undefined) socket.send('heads', presentHeads(this.registry.namingOf(dialect), heads));
    }
  }

  /** Not all gateways at the same moment, however they were started. */
  private plan(): void {
    this.timer = setTimeout(
      () => {
        this.tell()
          .catch((error: unknown) => this.logger.debug(`heads are told later: ${String(error)}`))
          .finally(() => this.plan());
      },
      periodMs * (0.9 + 0.2 * Math.random()),
    );
  }
}
