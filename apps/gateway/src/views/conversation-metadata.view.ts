import { Injectable } from '@nestjs/common';
import { messaging, user, type Origin, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** How a viewer keeps a direct conversation, and whether he blocks the other. */
export interface ConversationMetadata extends messaging.Preferences {
  readonly isBlocked: boolean;
}

export type MetadataChanges = Partial<Omit<ConversationMetadata, 'id'>>;

/** Preferences are messaging's, blocks are user's (C31, C56): read and changed together. */
@Injectable()
export class ConversationMetadataView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async get(viewerId: UserId, otherId: UserId): Promise<ConversationMetadata> {
    const other = { id: otherId };
    const [preferences, contact] = await Promise.all([
      this.rpc.call(messaging.getPreferences, { viewerId, conversation: { directWith: other } }),
      this.rpc.call(user.getContact, { viewerId, user: other }),
    ]);
    return { ...preferences, isBlocked: contact.isBlocked };
  }

  /** What is absent stays. @throws {AppError} USER_NOT_FOUND, SELF_TARGETED */
  async change(origin: Origin, otherId: UserId, { isBlocked, ...preferences }: MetadataChanges): Promise<ConversationMetadata> {
    const other = { id: otherId };
    await this.rpc.call(messaging.changePreferences, { viewerId: origin.userId, conversation: { directWith: other }, ...preferences });
    if (isBlocked === true) await this.rpc.call(user.blockUser, { origin, user: other });
    if (isBlocked === false) await this.rpc.call(user.unblockUser, { origin, user: other, mustExist: false });
    return this.get(origin.userId, otherId);
  }
}
