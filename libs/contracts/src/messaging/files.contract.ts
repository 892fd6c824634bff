import { defineEvent } from '../event.js';
import type { ConversationId, FileId, MessageId, UserId } from '../ids.js';

/** A stored message uses files of ours; in the same transaction, so that none is used and forgotten. */
export const filesAttached = defineEvent<{
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly senderId: UserId;
  readonly fileIds: readonly FileId[];
}>('messaging.message.files-attached.v1');
