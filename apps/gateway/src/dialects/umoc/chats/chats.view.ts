import { Injectable } from '@nestjs/common';
import { messaging, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { PresenceView, type Presences } from '../../../views/presence.view.js';

export interface Chats extends Pick<messaging.ConversationPage, 'entries'> {
  /** Accepted contacts the viewer does not block. */
  readonly friends: readonly user.Contact[];
  readonly presences: Presences;
}

/** What `chats` and `chat_info` show: conversations, what people are to each other, and who is there. */
@Injectable()
export class ChatsView {
  constructor(
    private readonly rpc: RpcClient,
    private readonly presences: PresenceView,
  ) {}

  /** Conversations, and friends there is none with yet. */
  async list(viewerId: UserId, limit: number): Promise<Chats> {
    const [{ entries }, { contacts: friends }] = await Promise.all([
      this.rpc.call(messaging.listConversations, { viewerId, kind: null, visibility: null, titlePart: null, limit, offset: 0, withMembers: false }),
      this.rpc.call(user.listContacts, { viewerId, state: 'accepted', limit, offset: 0 }),
    ]);
    const spoken = entries.flatMap(({ conversation }) => conversation.pair?.map(({ id }) => id) ?? []);
    return { entries, friends, presences: await this.presences.of(viewerId, [...spoken, ...friends.map((friend) => friend.user.id)]) };
  }

  /** @throws {AppError} the codes of user.getContact */
  async direct(viewerId: UserId, other: user.UserRef): Promise<{ readonly contact: user.Contact; readonly presence: user.Presence | undefined }> {
    const contact = await this.rpc.call(user.getContact, { viewerId, user: other });
    return { contact, presence: (await this.presences.of(viewerId, [contact.user.id])).get(contact.user.id) };
  }
}
