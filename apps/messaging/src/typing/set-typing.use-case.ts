import { Injectable } from '@nestjs/common';
import { liveEvents, messaging } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { FindTypist } from './find-typist.query.js';

/** Tells who types. Nothing is stored, so nothing is opened either: to a person one has never written to nobody types. */
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
    const typist = id === null ? null : await this.typists.execute(origin.userId, id);
    if (typist !== null) this.signals.publish(liveEvents, [envelopeOf(messaging.typingChanged, { ...typist, isTyping }, origin)]);
    return null;
  }
}
