import { Injectable } from '@nestjs/common';
import { AppError, messaging, type ConversationId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** What an edit changed: a message everybody sees, or one that still waits for its time. */
export type EditedMessage = { readonly message: messaging.Message } | { readonly waiting: messaging.ScheduledMessage };

interface EditInput extends messaging.EditMessageInput {
  readonly conversationId: ConversationId;
}

const has = (error: unknown, code: AppError['code']): boolean => error instanceof AppError && error.code === code;

/** A scheduled message and the one it becomes have one id (A-CB-35): whichever it is by now is edited (A-CB-36). */
@Injectable()
export class MessageEditView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} the codes of messaging.editMessage */
  async edit(input: EditInput): Promise<EditedMessage> {
    try {
      return { message: await this.rpc.call(messaging.editMessage, input) };
    } catch (error) {
      if (!has(error, 'MESSAGE_NOT_FOUND')) throw error;
      return this.editWaiting(input);
    }
  }

  private async editWaiting(input: EditInput): Promise<EditedMessage> {
    try {
      return { waiting: await this.rpc.call(messaging.editScheduled, input) };
    } catch (error) {
      // Sent in between, it is an ordinary message now; cancelled, it is none.
      if (!has(error, 'SCHEDULE_NOT_PENDING')) throw error;
      return { message: await this.rpc.call(messaging.editMessage, input) };
    }
  }
}
