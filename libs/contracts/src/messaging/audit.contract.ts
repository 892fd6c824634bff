import { IsId, type MessageId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { MessageBody } from './message-body.contract.js';
import type { Message } from './message.contract.js';

/** A body before an edit. */
export interface Revision {
  readonly body: MessageBody;
  /** ISO 8601 UTC. */
  readonly writtenAt: string;
}

/** A message with what its conversation no longer shows. */
export interface AuditedMessage {
  /** Its body and attachments as they are stored, also once it is deleted; reactions and pin end with it. */
  readonly message: Message;
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  readonly deletedBy: UserId | null;
}

export class AuditMessageInput {
  @IsId() messageId!: MessageId;
}

/** For admins of the application, whom the caller has checked (A-CB-37). Ciphertext stays ciphertext. */
export const auditMessage = defineRpc<AuditMessageInput, AuditedMessage>('messaging.message.audit', {
  input: AuditMessageInput,
  errors: ['MESSAGE_NOT_FOUND'],
  idempotent: true,
});
