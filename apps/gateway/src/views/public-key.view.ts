import { Injectable } from '@nestjs/common';
import { AppError, batchesOf, messaging, user, type ConversationId, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** A user and the public key others encrypt for him with; null: he has published none. */
export interface PublicKeyOf {
  readonly userId: UserId;
  readonly publicKey: string | null;
}

/** Public keys of people: anybody may have them, which is what they are for. */
@Injectable()
export class PublicKeyView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} MEMBER_NOT_FOUND when there is no such user */
  async of(viewerId: UserId, userId: UserId): Promise<PublicKeyOf> {
    const [profile] = await this.rpc.call(user.viewProfiles, { viewerId, userIds: [userId] });
    if (profile === undefined) throw new AppError('MEMBER_NOT_FOUND');
    return { userId, publicKey: profile.publicKey };
  }

  /** Of all members at once. @throws {AppError} CONVERSATION_NOT_FOUND, NOT_A_MEMBER */
  async ofMembers(viewerId: UserId, id: ConversationId): Promise<readonly PublicKeyOf[]> {
    const { members } = await this.rpc.call(messaging.getConversation, { viewerId, conversation: { id } });
    const ids = members.map((member) => member.user.id);
    if (!ids.includes(viewerId)) throw new AppError('NOT_A_MEMBER');
    const keyOf = new Map<UserId, string | null>();
    for (const userIds of batchesOf(ids, user.maxUserIds)) {
      const profiles = await this.rpc.call(user.viewProfiles, { viewerId, userIds });
      for (const profile of profiles) keyOf.set(profile.id, profile.publicKey);
    }
    return ids.map((userId) => ({ userId, publicKey: keyOf.get(userId) ?? null }));
  }
}
