import { Injectable, Logger } from '@nestjs/common';
import { messaging, type user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** A change before it is known who shares conversations with the user. */
export type BareChange = Omit<user.PresenceChange, 'roomIds' | 'peerIds'>;

const hasComeOrGone = ({ from, to }: BareChange): boolean => (from === 'offline') !== (to === 'offline');

/** Nobody but contacts, or but those few, or everybody (null). */
const amongIds = ({ onlyIds, visibility, contactIds }: BareChange) => onlyIds ?? (visibility === 'contacts' ? contactIds : null);

/** Completes changes with who shares rooms and conversations: chatrooms tells them (C33). */
@Injectable()
export class AudienceResolver {
  private readonly logger = new Logger(AudienceResolver.name);

  constructor(private readonly rpc: RpcClient) {}

  async complete(changes: readonly BareChange[]): Promise<readonly user.PresenceChange[]> {
    const completed: user.PresenceChange[] = [];
    // One audience per user and call: a user whose visibility and status change at once is asked about in two.
    for (let rest = changes; rest.length > 0;) {
      const now = rest.filter((change, index) => rest.findIndex(({ user }) => user.id === change.user.id) === index);
      completed.push(...(await this.withAudiences(now)));
      rest = rest.filter((change) => !now.includes(change));
    }
    return completed;
  }

  private async withAudiences(changes: readonly BareChange[]): Promise<readonly user.PresenceChange[]> {
    const wanted = changes
      .filter((change) => hasComeOrGone(change) && change.visibility !== 'nobody')
      .map((change) => ({ userId: change.user.id, amongIds: amongIds(change) }));
    const audiences = new Map((await this.audiences(wanted)).map((audience) => [audience.userId, audience]));
    return changes.map((change) => {
      const { roomIds, peerIds } = audiences.get(change.user.id) ?? { roomIds: [], peerIds: [] };
      return { ...change, roomIds, peerIds };
    });
  }

  /** Without messaging those who only share rooms hear nothing this time. */
  private async audiences(wanted: readonly messaging.WantedAudience[]): Promise<readonly messaging.Audience[]> {
    if (wanted.length === 0) return [];
    try {
      return await this.rpc.call(messaging.listAudiences, { wanted });
    } catch (error) {
      this.logger.warn(`who shares rooms is unknown: ${(error as Error).message}`);
      return [];
    }
  }
}
