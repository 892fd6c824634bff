import { Injectable } from '@nestjs/common';
import { liveEvents, messaging, type Origin } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { FindTypist } from './find-typist.query.js';

/** Tells who types. Nothing is stored, so nothing is opened either: a person one has never written to is told without a conversation. */
@Injectable()
export class SetTyping {
  constructor(
    private readonly resolver: ConversationResolver,
    private readonly typists: FindTypist,
    private readonly signals: Signals,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, conversation: ref, isTyping }: messaging.SetTypingInput): Promise<null> {
    const id = await this.resolver.find(origin.userId, ref);
    if (id === null) return this.toward(origin, ref, isTyping);
    const typist = await this.typists.inConversation(origin.userId, id);
    if (typist !== null) this.signals.publish(liveEvents, [envelopeOf(messaging.typingChanged, { ...typist, isTyping }, origin)]);
    return null;
  }

  private async toward(origin: Origin, { directWith }: messaging.ConversationRef, isTyping: boolean): Promise<null> {
    const pair = directWith === undefined ? null : await this.typists.toward(origin.userId, directWith);
    if (pair !== null) this.signals.publish(liveEvents, [envelopeOf(messaging.typingTowardChanged, { ...pair, isTyping }, origin)]);
    return null;
  }
}
