import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { RoomKeyRepository } from './room-key.repository.js';

@Injectable()
export class StoreRoomKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationRepository,
    private readonly roomKeys: RoomKeyRepository,
  ) {}

  /** @throws {AppError} see the contract */
  async execute(input: messaging.StoreRoomKeysInput): Promise<null> {
    const { origin, conversationId, keyVersion, keys } = input;
    const userIds = keys.map(({ userId }) => userId);
    await this.transactions.run(async (tx) => {
      // Two who rotate at the same moment take turns: the second finds the version taken.
      await this.conversations.lock(tx, conversationId);
      requireMember(await this.conversations.forViewer(tx, origin.userId, conversationId));
      const members = await this.roomKeys.membersAmong(tx, conversationId, userIds);
      const unknown = userIds.filter((id) => !members.has(id));
      if (unknown.length > 0) throw new AppError('MEMBER_UNKNOWN', { userIds: unknown });

      const currentVersion = (await this.roomKeys.currentVersion(tx, conversationId)) ?? 0;
      const held = await this.roomKeys.held(tx, conversationId, keyVersion, userIds);
      const givenTo = new Map(keys.map(({ userId, wrappedKey }) => [userId, wrappedKey]));
      const isTaken = held.some(({ userId, wrappedKey }) => userId !== origin.userId && givenTo.get(userId) !== wrappedKey);
      if (isTaken || keyVersion > currentVersion + 1) throw new AppError('KEY_VERSION_TAKEN', { currentVersion });
      await this.roomKeys.store(tx, input);
    });
    return null;
  }
}
