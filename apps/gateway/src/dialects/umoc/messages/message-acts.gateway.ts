import { Injectable } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { TypingView } from '../../../views/typing.view.js';
import { checkInput } from '../../input.pipe.js';
import { chatRef, userRef } from '../umoc.ids.js';
import { noReply, type Reply, type Verbs } from '../verb.js';
import { DeleteMessageDto, ReadReceiptDto, toMessageId, TypingDto } from './message-acts.dto.js';
import { presentDeleted } from './message-acts.presenter.js';

/** Messaging, after a message is sent. */
@Injectable()
export class MessageActsGateway {
  constructor(
    private readonly rpc: RpcClient,
    private readonly typing: TypingView,
  ) {}

  readonly verbs: Verbs = {
    delete_message: (viewer, data) => this.delete(viewer, checkInput(DeleteMessageDto, data)),
    read_receipt: (viewer, data) => this.read(viewer, checkInput(ReadReceiptDto, data)),
    typing: (viewer, data) => this.type(viewer, checkInput(TypingDto, data)),
  };

  /** UM-c2s-delete_message → `message_deleted` at every member; the author, at any age (A-UM-18). */
  private async delete(viewer: Viewer, { message_id }: DeleteMessageDto): Promise<Reply> {
    const act = { origin: originOf(viewer, 'umoc'), messageId: toMessageId(message_id), conversationId: null };
    const { messageId, sender, at } = await this.rpc.call(messaging.deleteMessage, { ...act, scope: 'everyone' });
    return { event: 'message_deleted', data: presentDeleted(messageId, sender, at), isBroadcast: true };
  }

  /** UM-c2s-read_receipt → `messages_read` at the sender (A-UM-19). */
  private async read(viewer: Viewer, { message_ids, sender_id }: ReadReceiptDto): Promise<Reply> {
    const messageIds = message_ids.map(toMessageId);
    await this.rpc.call(messaging.readMessages, { origin: originOf(viewer, 'umoc'), messageIds, sender: userRef(sender_id) });
    return noReply;
  }

  /** UM-c2s-typing → `typing_indicator` at the others. */
  private async type(viewer: Viewer, { recipient_id, is_typing, is_group }: TypingDto): Promise<Reply> {
    await this.typing.set(originOf(viewer, 'umoc'), chatRef(recipient_id, is_group ?? false), is_typing);
    return noReply;
  }
}
