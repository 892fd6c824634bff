import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { AttachFiles } from './attach-files.use-case.js';
import { mayBeOurs } from './attachment.policy.js';
import { checkContent, type MessageContent } from './message.policy.js';
import type { MessageDraft } from './message.repository.js';

/** Makes drafts of what was sent: checked, placed in a conversation, with its files. Each succeeds or fails for itself. */
@Injectable()
export class DraftMessages {
  constructor(
    private readonly conversations: ConversationResolver,
    private readonly attachFiles: AttachFiles,
  ) {}

  /** One draft or refusal per input, in order. */
  async execute(inputs: readonly messaging.SendMessageInput[]): Promise<readonly (MessageDraft | AppError)[]> {
    const placed = await this.place(inputs, inputs.map(contentOf));
    if (!placed.some(hasFiles)) return placed;
    return Promise.all(placed.map(async (one) => (hasFiles(one) ? this.attach(one) : one)));
  }

  private async place(inputs: readonly messaging.SendMessageInput[], contents: readonly (MessageContent | AppError)[]) {
    const wanted = inputs.filter((_, at) => !(contents[at] instanceof AppError));
    const found = await this.conversations.findOrOpen(wanted.map(({ origin, conversation: ref }) => ({ origin, ref })));
    let next = 0;
    return inputs.map((input, at): MessageDraft | AppError => {
      const content = contents[at] ?? new AppError('INTERNAL');
      if (content instanceof AppError) return content;
      const conversationId = found[next++] ?? new AppError('CONVERSATION_NOT_FOUND');
      if (conversationId instanceof AppError) return conversationId;
      const { origin, isThreadReply } = input;
      return { conversationId, origin, isThreadReply, replyToId: input.replyToId ?? null, clientKey: input.clientKey ?? null, ...content };
    });
  }

  private attach(draft: MessageDraft): Promise<MessageDraft | AppError> {
    return this.attachFiles.execute(draft, draft.origin.userId, null).catch(refusalOf);
  }
}

const hasFiles = (one: MessageDraft | AppError): one is MessageDraft => !(one instanceof AppError) && one.attachments.some(mayBeOurs);

/** What is no refusal is a bug, and fails the batch. */
const refusalOf = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  throw error;
};

const contentOf = (input: messaging.SendMessageInput): MessageContent | AppError => {
  try {
    return checkContent(input);
  } catch (error) {
    return refusalOf(error);
  }
};
