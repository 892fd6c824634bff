import { Injectable } from '@nestjs/common';
import { liveEvents, messaging } from '@parley/contracts';
import { Database, envelopeOf } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { toCard } from '../conversation/conversation.entity.js';
import { requireMember } from '../conversation/conversation.policy.js';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { ConversationResolver } from '../conversation/conversation.resolver.js';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';

/** Tells who types. Nothing is stored, so nothing is opened either: to a person one has never met nobody types. */
@Injectable()
export class SetTyping {
  constructor(
    private readonly database: Database,
    private readonly resolver: ConversationResolver,
    private readonly conversations: ConversationRepository,
    private readonly users: UserMirrorRepository,
    private readonly signals: Signals,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ origin, conversation: ref, isTyping }: messaging.SetTypingInput): Promise<null> {
    const id = await this.resolver.find(origin.userId, ref);
    if (id === null) return null;
    const { conversation } = requireMember(await this.conversations.forViewer(this.database, origin.userId, id));
    const user = await this.users.card(this.database, origin.userId);
    if (user === null) return null;
    const payload = { conversation: toCard(conversation), user, isTyping };
    this.signals.publish(liveEvents, [envelopeOf(messaging.typingChanged, payload, origin)]);
    return null;
  }
}
