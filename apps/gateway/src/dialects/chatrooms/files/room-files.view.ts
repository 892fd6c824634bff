import { Injectable } from '@nestjs/common';
import { file, type ConversationId, type FileId, type messaging, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { chatroomsIds } from '../chatrooms.ids.js';
import type { SendMessageDto } from '../messages/messages.dto.js';

/** How long an upload waits for the message that does not name it. */
const waitingSeconds = 15 * 60;

const toAttachment = (fileId: FileId): messaging.AttachmentInput => ({ fileId, url: null, kind: null });

/** Which files a send_message brings along (A-RC-21). */
@Injectable()
export class RoomFilesView {
  constructor(private readonly rpc: RpcClient) {}

  /** Those it names; else, for an image or a file, the sender's newest upload to the room that no message uses. */
  async of(ownerId: UserId, conversationId: ConversationId, dto: SendMessageDto): Promise<readonly messaging.AttachmentInput[]> {
    if (dto.attachments != null) return dto.attachments.map((id) => toAttachment(chatroomsIds.decodeFile(id, 'attachments')));
    if (dto.message_type === 'text') return [];
    // Of any kind: an encrypted picture is no picture to us.
    const unused = { ownerId, conversationId, withinSeconds: waitingSeconds, kind: null, limit: 1 };
    return (await this.rpc.call(file.listUnusedUploads, unused)).map(({ id }) => toAttachment(id));
  }
}
