import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** Asks messaging for the conversation that files are meant for. */
@Injectable()
export class PlaceResolver {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} what findPlace answers: not there, not a member, blocked */
  async resolve({ userId, sessionId, dialect }: Origin, conversation: messaging.ConversationRef | null): Promise<ConversationId | null> {
    if (conversation === null) return null;
    return (await this.rpc.call(messaging.findPlace, { origin: { userId, sessionId, dialect }, conversation })).conversationId;
  }
}
