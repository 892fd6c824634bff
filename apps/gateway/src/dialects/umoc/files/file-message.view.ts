import { Injectable } from '@nestjs/common';
import { AppError, file, messaging, type ConversationId, type FileId, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Makes an upload usable, and the message that shows it (C89). */
@Injectable()
export class FileMessageView {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * A repeat answers the first message. The conversation must be the one the upload was prepared for (A-UM-23).
   * @throws {AppError} FILE_NOT_FOUND, UPLOAD_INCOMPLETE, ATTACHMENT_INVALID, what messaging.sendMessage throws
   */
  async send(origin: Origin, fileId: FileId, conversation: messaging.ConversationRef): Promise<messaging.SentMessage> {
    const [stored] = await this.rpc.call(file.finishUploads, { origin, fileIds: [fileId], conversation });
    const conversationId = stored?.conversationId;
    if (stored === undefined || conversationId == null) throw new AppError('FILE_NOT_FOUND');
    return this.rpc.call(messaging.sendMessage, this.toMessage(origin, stored, conversationId));
  }

  private toMessage(origin: Origin, { id, kind }: file.StoredFile, conversationId: ConversationId): messaging.SendMessageInput {
    return {
      origin,
      conversation: { id: conversationId },
      type: kind,
      body: { kind: 'plain', text: '' },
      attachments: [{ fileId: id, url: null, kind }],
      replyToId: null,
      isThreadReply: false,
      metadata: {},
      clientKey: `upload ${id}`,
    };
  }
}
