import { Injectable } from '@nestjs/common';
import { messaging, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { PresenceView, type Presences } from './presence.view.js';

/** Conversations with the presence of the people they show: two calls whatever their number. */
@Injectable()
export class ConversationPresenceView {
  constructor(
    private readonly rpc: RpcClient,
    private readonly presences: PresenceView,
  ) {}

  /** With everybody of direct conversations. */
  async list(input: messaging.ListConversationsInput): Promise<messaging.ConversationPage & { readonly presences: Presences }> {
    const page = await this.rpc.call(messaging.listConversations, input);
    return { ...page, presences: await this.ofPairs(input.viewerId, page.entries) };
  }

  /** With all members. @throws {AppError} the codes of messaging.getConversation */
  async get(viewerId: UserId, conversation: messaging.ConversationRef): Promise<messaging.ConversationDetails & { readonly presences: Presences }> {
    const details = await this.rpc.call(messaging.getConversation, { viewerId, conversation });
    const ids = details.members.map((member) => member.user.id);
    return { ...details, presences: await this.presences.of(viewerId, ids) };
  }

  /** With both people. @throws {AppError} the codes of messaging.openDirect */
  async openDirect(input: messaging.OpenDirectInput): Promise<{ readonly entry: messaging.ConversationEntry; readonly presences: Presences }> {
    const entry = await this.rpc.call(messaging.openDirect, input);
    return { entry, presences: await this.ofPairs(input.origin.userId, [entry]) };
  }

  private ofPairs(viewerId: UserId, entries: readonly messaging.ConversationEntry[]): Promise<Presences> {
    const ids = entries.flatMap(({ conversation }) => conversation.pair?.map(({ id }) => id) ?? []);
    return this.presences.of(viewerId, ids);
  }
}
