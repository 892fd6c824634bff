import { Controller } from '@nestjs/common';
import { messaging, type EventOf } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { OnEvent, OnEvents } from '@parley/transport';
import { UserMirrorRepository } from '../user-mirror/user-mirror.repository.js';
import { CallAttention } from './call-attention.use-case.js';
import { callsAnybody, mentionsIn } from './mention.policy.js';

/** A direct message concerns the other person by itself, replies too; what names him does so even if he hears of mentions only. */
const callsSomebody = ({ type, threadRootId, body }: messaging.Message, { pair }: messaging.ConversationCard): boolean =>
  type !== 'system' && ((threadRootId !== null && pair === null) || (body.kind === 'plain' && callsAnybody(mentionsIn(body.text))));

/** What happens in conversations and may concern somebody. */
@Controller()
export class AttentionEvents {
  constructor(
    private readonly database: Database,
    private readonly users: UserMirrorRepository,
    private readonly attention: CallAttention,
  ) {}

  /** Most messages call nobody, and cost nothing but a look. */
  @OnEvents(messaging.messageSent, 'attention')
  async sent(events: readonly EventOf<typeof messaging.messageSent>[]): Promise<void> {
    for (const event of events) {
      const { message, conversation } = event.payload;
      if (!callsSomebody(message, conversation)) continue;
      await this.attention.byMessage('attention', event, { conversation, actor: message.sender, seq: message.seq }, message, true);
    }
  }

  /** Mentions that an edit adds are told, too (A-CB-36); those told before are known by whoever notifies. */
  @OnEvent(messaging.messageUpdated, 'attention_edit')
  async edited(event: EventOf<typeof messaging.messageUpdated>): Promise<void> {
    const { message, conversation, cause, seq } = event.payload;
    if (cause !== 'edited' || !callsSomebody(message, conversation)) return;
    await this.attention.byMessage('attention_edit', event, { conversation, actor: message.sender, seq }, message, false);
  }

  @OnEvent(messaging.reactionAdded, 'attention_reaction')
  async reacted(event: EventOf<typeof messaging.reactionAdded>): Promise<void> {
    const { message, conversation, reaction, seq } = event.payload;
    if (message.type === 'system' || message.sender.id === reaction.user.id) return;
    const actor = await this.users.card(this.database, reaction.user.id);
    if (actor === null) return;
    const cause = {
      kind: 'reaction',
      message: { id: message.id, body: message.body, attachments: message.attachments },
      emoji: reaction.emoji,
    } as const;
    await this.attention.byCause('attention_reaction', event, { conversation, actor, seq }, cause, [message.sender.id]);
  }

  /** Who came by himself is not told that he came. */
  @OnEvent(messaging.membersAdded, 'attention_member')
  async added(event: EventOf<typeof messaging.membersAdded>): Promise<void> {
    const { conversation, members, seq } = event.payload;
    const others = members.map(({ user }) => user.id).filter((id) => id !== event.origin?.userId);
    if (event.origin === null || others.length === 0) return;
    const actor = await this.users.card(this.database, event.origin.userId);
    if (actor === null) return;
    await this.attention.byCause('attention_member', event, { conversation, actor, seq }, { kind: 'channel_added' }, others);
  }
}
