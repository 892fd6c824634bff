import { Injectable, Logger } from '@nestjs/common';
import { AppError, messaging, type Origin, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** What it means in a dialect that a client fetches history: he has the messages, or he has read them (C45, C46). */
export type FetchMark = 'delivered' | 'read';

const including = (ids: readonly UserId[], id: UserId): readonly UserId[] => (ids.includes(id) ? ids : [...ids, id]);

/** A message of another as it is once the viewer has it; of two people he is all the others. */
const markedBy = (message: messaging.Message, viewerId: UserId, mark: FetchMark, isDirect: boolean): messaging.Message => {
  if (message.sender.id === viewerId) return message;
  const { deliveredTo, readBy, isDelivered, isRead } = message.delivery;
  const isReadNow = mark === 'read';
  return {
    ...message,
    delivery: {
      deliveredTo: including(deliveredTo, viewerId),
      readBy: isReadNow ? including(readBy, viewerId) : readBy,
      isDelivered: isDelivered || isDirect,
      isRead: isRead || (isReadNow && isDirect),
    },
  };
};

/** A page of history whose fetching leaves its mark, up to the newest message on it. */
@Injectable()
export class MessagePageView {
  private readonly logger = new Logger(MessagePageView.name);

  constructor(private readonly rpc: RpcClient) {}

  /** The page as it is after the mark. @throws {AppError} the codes of messaging.listMessages */
  async fetch(origin: Origin, input: messaging.ListMessagesInput, mark: FetchMark): Promise<messaging.MessagePage | null> {
    const page = await this.rpc.call(messaging.listMessages, input);
    const newest = page?.messages[0];
    if (page === null || newest === undefined) return page;
    await this.mark({ origin, conversationId: page.conversation.id, messageId: newest.id }, mark);
    const isDirect = page.conversation.kind === 'direct';
    return { ...page, messages: page.messages.map((message) => markedBy(message, origin.userId, mark, isDirect)) };
  }

  /** Reading never fails because a mark does: the next fetch makes up for it. */
  private async mark(input: messaging.ReadUpToInput, mark: FetchMark): Promise<void> {
    try {
      await this.rpc.call(mark === 'read' ? messaging.markRead : messaging.markDelivered, input);
    } catch (error) {
      this.logger.warn(`not marked ${mark}: ${error instanceof AppError ? error.code : String(error)}`);
    }
  }
}
