import { Injectable } from '@nestjs/common';
import { messaging, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

export interface Chats extends Pick<messaging.ConversationPage, 'entries'> {
  /** Accepted contacts the viewer does not block. */
  readonly friends: readonly user.Contact[];
}

/** What `chats` lists: conversations, and friends there is none with yet. */
@Injectable()
export class ChatsView {
  constructor(private readonly rpc: RpcClient) {}

  async list(viewerId: UserId, limit: number): Promise<Chats> {
    const [{ entries }, { contacts }] = await Promise.all([
      this.rpc.call(messaging.listConversations, { viewerId, kind: null, visibility: null, titlePart: null, limit, offset: 0 }),
      this.rpc.call(user.listContacts, { viewerId, state: 'accepted', limit, offset: 0 }),
    ]);
    return { entries, friends: contacts };
  }
}
