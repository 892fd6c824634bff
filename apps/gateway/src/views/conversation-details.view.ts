import { Injectable } from '@nestjs/common';
import { batchesOf, messaging, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { PresenceView, type Presences } from './presence.view.js';

export interface ConversationDetails extends messaging.ConversationDetails {
  /** Of the members, as the viewer may see them; deleted users are absent. */
  readonly profiles: ReadonlyMap<UserId, user.Profile>;
  readonly presences: Presences;
}

/** A conversation with the profiles and presence of all its members. */
@Injectable()
export class ConversationDetailsView {
  constructor(
    private readonly rpc: RpcClient,
    private readonly presences: PresenceView,
  ) {}

  /** @throws {AppError} the codes of messaging.getConversation */
  async get(viewerId: UserId, conversation: messaging.ConversationRef): Promise<ConversationDetails> {
    const details = await this.rpc.call(messaging.getConversation, { viewerId, conversation });
    const ids = details.members.map((member) => member.user.id);
    const [presences, ...profiles] = await Promise.all([
      this.presences.of(viewerId, ids),
      ...batchesOf(ids, user.maxUserIds).map((userIds) => this.rpc.call(user.viewProfiles, { viewerId, userIds })),
    ]);
    return { ...details, presences, profiles: new Map(profiles.flat().map((profile) => [profile.id, profile])) };
  }
}
