import { Injectable } from '@nestjs/common';
import { liveEvents, messaging } from '@parley/contracts';
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
  async execute(input: messaging.SetTypingInput): Promise<messaging.ToldTyping | null> {
    const { origin, conversation: ref, isTyping } = input;
    const isEndOfTold = !isTyping && input.wasTold === true;
    const id = await this.resolver.find(origin.userId, ref);
    if (id === null) return this.toward(input, isEndOfTold);
    const typist = await (isEndOfTold ? this.typists.whoTyped(origin.userId, id) : this.typists.inConversation(origin.userId, id));
    if (typist === null) return null;
    this.signals.publish(liveEvents, [envelopeOf(messaging.typingChanged, { ...typist, isTyping }, origin)]);
    return { isTold: true };
  }

  private async toward(input: messaging.SetTypingInput, isEndOfTold: boolean): Promise<messaging.ToldTyping | null> {
    const { origin, conversation, isTyping } = input;
    const { directWith } = conversation;
    const pair = directWith === undefined ? null : await this.typists.toward(origin.userId, directWith, isEndOfTold);
    if (pair === null) return null;
    this.signals.publish(liveEvents, [envelopeOf(messaging.typingTowardChanged, { ...pair, isTyping }, origin)]);
    return { isTold: true };
  }
}
