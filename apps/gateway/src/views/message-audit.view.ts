import { Injectable } from '@nestjs/common';
import { auth, messaging, type MessageId, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** A message as an admin may read it, never without a trace in the audit log. */
@Injectable()
export class MessageAuditView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} ADMIN_REQUIRED, MESSAGE_NOT_FOUND */
  async get(actor: Origin, messageId: MessageId): Promise<messaging.AuditedMessage> {
    await this.rpc.call(auth.noteReading, { actor, messageId });
    return this.rpc.call(messaging.auditMessage, { messageId });
  }
}
