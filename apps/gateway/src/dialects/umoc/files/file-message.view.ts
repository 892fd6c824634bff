import { Injectable } from '@nestjs/common';
import { AppError, file, messaging, type ConversationId, type FileId, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** An upload whose bytes are there. */
export interface CompletedUpload {
  readonly fileId: FileId;
  /** What the client calls it. */
  readonly claimedMime: string;
  readonly chat: messaging.ConversationRef;
}

/** Bytes that may be anything, or anything that is played. */
const undecidedMimes: readonly string[] = ['application/octet-stream', 'application/ogg'];

/** Of the bytes; where they have no signature, of the claim, which they do not contradict then (A-UM-23). */
export const typeOf = ({ kind, mime }: Pick<file.StoredFile, 'kind' | 'mime'>, claimedMime: string): file.FileKind => {
  if (!undecidedMimes.includes(mime)) return kind;
  const family = claimedMime.slice(0, Math.max(0, claimedMime.indexOf('/')));
  return (['image', 'video', 'audio'] as const).find((known) => known === family) ?? kind;
};

/** Makes an upload usable, and the message that shows it (C89). */
@Injectable()
export class FileMessageView {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * A repeat answers the first message. The conversation must be the one the upload was prepared for (A-UM-23).
   * @throws {AppError} FILE_NOT_FOUND, UPLOAD_INCOMPLETE, ATTACHMENT_INVALID, what messaging.sendMessage throws
   */
  async send(origin: Origin, { fileId, claimedMime, chat }: CompletedUpload): Promise<messaging.SentMessage> {
    const [stored] = await this.rpc.call(file.finishUploads, { origin, fileIds: [fileId], conversation: chat });
    const conversationId = stored?.conversationId;
    if (stored === undefined || conversationId == null) throw new AppError('FILE_NOT_FOUND');
    return this.rpc.call(messaging.sendMessage, this.toMessage(origin, stored, conversationId, claimedMime));
  }

  private toMessage(origin: Origin, stored: file.StoredFile, conversationId: ConversationId, claimedMime: string): messaging.SendMessageInput {
    const { id, kind } = stored;
    return {
      origin,
      conversation: { id: conversationId },
      type: typeOf(stored, claimedMime),
      body: { kind: 'plain', text: '' },
      attachments: [{ fileId: id, url: null, kind }],
      replyToId: null,
      isThreadReply: false,
      metadata: {},
      clientKey: `upload ${id}`,
    };
  }
}
