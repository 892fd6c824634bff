import { Injectable } from '@nestjs/common';
import { AppError, batchesOf, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Users as a viewer sees them; who is absent is unknown, and shown as offline. */
export type Presences = ReadonlyMap<UserId, user.Presence>;

/** The presence of many people in as few calls as they take. */
@Injectable()
export class PresenceView {
  constructor(private readonly rpc: RpcClient) {}

  /** Never fails: presence is no reason to refuse what is shown with it. */
  async of(viewerId: UserId, userIds: Iterable<UserId>): Promise<Presences> {
    const ids = [...new Set(userIds)];
    const found = await Promise.all(batchesOf(ids, user.maxUserIds).map((some) => this.some(viewerId, some)));
    return new Map(found.flat().map((presence) => [presence.userId, presence]));
  }

  private async some(viewerId: UserId, userIds: readonly UserId[]): Promise<readonly user.Presence[]> {
    try {
      return await this.rpc.call(user.getPresences, { viewerId, userIds });
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') return [];
      throw error;
    }
  }
}
