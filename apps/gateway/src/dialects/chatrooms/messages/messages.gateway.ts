import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { TypingView } from '../../../views/typing.view.js';
import { decodeBody } from '../body.codec.js';
import { chatroomsIds } from '../chatrooms.ids.js';
import { RoomFilesView } from '../files/room-files.view.js';
import type { ChatroomDto, MessageReadDto, SendMessageDto } from './messages.dto.js';

/** A message a socket has sent. */
export interface Sent {
  readonly conversationId: ConversationId;
  readonly clientKey: string | null;
  readonly message: messaging.Message;
  readonly isNew: boolean;
}

/** What a socket says in a chatroom. */
@Injectable()
export class MessagesGateway {
  constructor(
    private readonly rpc: RpcClient,
    private readonly files: RoomFilesView,
    private readonly typing: TypingView,
  ) {}

  /** send_message, with its files (A-RC-21). */
  async send(viewer: Viewer, dto: SendMessageDto): Promise<Sent> {
    const conversationId = chatroomsIds.decodeChatroom(dto.chatroom_id, 'chatroom_id');
    const clientKey = dto.client_id === undefined || dto.client_id === '' ? null : dto.client_id;
    const attachments = await this.files.of(viewer.userId, conversationId, dto);
    const { message, isNew } = await this.rpc.call(messaging.sendMessage, {
      origin: originOf(viewer, 'chatrooms'),
      conversation: { id: conversationId },
      type: dto.message_type,
      body: decodeBody(dto.content, attachments.length > 0),
      attachments,
      replyToId: dto.reply_to === undefined || dto.reply_to === null ? null : chatroomsIds.decodeMessage(dto.reply_to, 'reply_to'),
      isThreadReply: false,
      metadata: {},
      clientKey,
    });
    return { conversationId, clientKey, message, isNew };
  }

  /** typing_start, typing_stop → typing_indicator at the others who joined. */
  type(viewer: Viewer, { chatroom_id }: ChatroomDto, isTyping: boolean): Promise<void> {
    return this.typing.set(originOf(viewer, 'chatrooms'), { id: chatroomsIds.decodeChatroom(chatroom_id, 'chatroom_id') }, isTyping);
  }

  /** message_read: up to and including the message (A-RC-25). */
  async read(viewer: Viewer, { chatroom_id, message_id }: MessageReadDto): Promise<void> {
    await this.rpc.call(messaging.markRead, {
      origin: originOf(viewer, 'chatrooms'),
      conversationId: chatroomsIds.decodeChatroom(chatroom_id, 'chatroom_id'),
      messageId: chatroomsIds.decodeMessage(message_id, 'message_id'),
    });
  }
}
