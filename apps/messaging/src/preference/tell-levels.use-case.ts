import { Injectable, Logger } from '@nestjs/common';
import { messaging, notification, type AnyId, type UserId } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { RpcClient } from '@parley/transport';
import { NoticeLevelRepository } from './notice-level.repository.js';

/** Tells notification how far somebody wants to be told: by event, and after the commit at once. */
@Injectable()
export class TellLevels {
  private readonly logger = new Logger(TellLevels.name);

  constructor(
    private readonly levels: NoticeLevelRepository,
    private readonly outbox: Outbox,
    private readonly rpc: RpcClient,
  ) {}

  /** In the transaction that changed them. */
  async record(tx: Tx, userId: UserId, targetIds: readonly AnyId[]): Promise<readonly messaging.KeptLevel[]> {
    const levels = await this.levels.kept(tx, userId, targetIds);
    await this.outbox.add(tx, messaging.noticeLevelsChanged, { userId, levels }, null);
    return levels;
  }

  /** After its commit. Never fails: notification learns of it by the event when it does not answer now. */
  async show(userId: UserId, levels: readonly messaging.KeptLevel[]): Promise<void> {
    try {
      await this.rpc.call(notification.mirrorLevels, { userId, levels });
    } catch (error) {
      this.logger.warn(`notification did not mirror the levels of ${userId}: ${(error as Error).message}`);
    }
  }
}
