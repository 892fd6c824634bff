import { Injectable } from '@nestjs/common';
import { messaging, user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { MessagePageView } from '../../../views/message-page.view.js';
import { checkInput } from '../../input.pipe.js';
import { userRef } from '../umoc.ids.js';
import { replyOf, type Reply, type Verbs } from '../verb.js';
import { GetChatHistoryDto, SendMessageDto, toListMessages, toSendMessage } from './messages.dto.js';
import { presentHistory, presentNewMessage } from './messages.presenter.js';

/** Messaging, and the history under Chat Management. */
@Injectable()
export class MessagesGateway {
  constructor(
    private readonly rpc: RpcClient,
    private readonly pages: MessagePageView,
  ) {}

  readonly verbs: Verbs = {
    get_chat_history: (viewer, data) => this.history(viewer, checkInput(GetChatHistoryDto, data)),
    send_message: (viewer, data) => this.send(viewer, checkInput(SendMessageDto, data)),
  };

  /** UM-c2s-get_chat_history → `chat_history`. */
  private async history(viewer: Viewer, dto: GetChatHistoryDto): Promise<Reply> {
    const page = await this.pages.fetch(originOf(viewer, 'umoc'), toListMessages(viewer, dto), 'delivered');
    return replyOf('chat_history', presentHistory(viewer.userId, page === null ? await this.byNumber(dto) : dto, page));
  }

  /** A chat nobody has written in has no card that tells its number; named by another id, it is shown by number all the same (P4). */
  private async byNumber(dto: GetChatHistoryDto): Promise<GetChatHistoryDto> {
    if (typeof dto.chat_id === 'number') return dto;
    const { num } = await this.rpc.call(user.getProfile, { user: userRef(dto.chat_id) });
    return { ...dto, chat_id: num };
  }

  /** UM-c2s-send_message → `new_message`; a repeated client key is answered to this client alone. */
  private async send(viewer: Viewer, dto: SendMessageDto): Promise<Reply> {
    const { message, conversation, isNew } = await this.rpc.call(messaging.sendMessage, toSendMessage(viewer, dto));
    return { event: 'new_message', data: presentNewMessage(message, conversation), isBroadcast: isNew };
  }
}
