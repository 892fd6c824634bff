import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { Viewer } from '../../../session/viewer.js';
import { ConversationPresenceView } from '../../../views/conversation-presence.view.js';
import { checkInput } from '../../input.pipe.js';
import { chatRef, userRef } from '../umoc.ids.js';
import { replyOf, type Reply, type Verbs } from '../verb.js';
import { CreateGroupDto, GetChatDto } from './chats.dto.js';
import { presentChats, presentDirectChat, presentGroup } from './chats.presenter.js';
import { ChatsView } from './chats.view.js';
import { GroupView } from './group.view.js';

/** The most one list can hold; the event has no pages. */
const maxChats = 1_000;

/** Chat Management. */
@Injectable()
export class ChatsGateway {
  constructor(
    private readonly conversations: ConversationPresenceView,
    private readonly groups: GroupView,
    private readonly chats: ChatsView,
  ) {}

  readonly verbs: Verbs = {
    get_chats: (viewer) => this.list(viewer),
    get_chat_info: (viewer, data) => this.details(viewer, checkInput(GetChatDto, data)),
    create_group: (viewer, data) => this.createGroup(viewer, checkInput(CreateGroupDto, data)),
  };

  /** UM-c2s-get_chats → `chats`, a bare array. */
  private async list(viewer: Viewer): Promise<Reply> {
    return replyOf('chats', presentChats(viewer.userId, await this.chats.list(viewer.userId, maxChats)));
  }

  /** UM-c2s-get_chat_info → `chat_info`. A direct chat can be asked about before anybody has written in it. */
  private async details({ userId }: Viewer, { chat_id, is_group }: GetChatDto): Promise<Reply> {
    if (is_group) {
      const details = await this.conversations.get(userId, chatRef(chat_id, true));
      // A public room shows itself to anybody; here a chat one is not in is none (A-UM-09).
      if (details.viewerRole === null) throw new AppError('NOT_A_MEMBER');
      return replyOf('chat_info', presentGroup(details));
    }
    const { contact, presence } = await this.chats.direct(userId, userRef(chat_id));
    return replyOf('chat_info', presentDirectChat(contact, presence));
  }

  /** `create_group` → `chat_info` (A-UM-30). */
  private async createGroup(viewer: Viewer, dto: CreateGroupDto): Promise<Reply> {
    return replyOf('chat_info', presentGroup(await this.groups.create(viewer, dto)));
  }
}
