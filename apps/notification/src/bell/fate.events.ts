import { Controller } from '@nestjs/common';
import { messaging, user, type EventOf, type MessageId } from '@parley/contracts';
import { OnEvent, OnEvents } from '@parley/transport';
import type { Fate, Leave } from './fate.repository.js';
import { callsScope, contactScope, conversationScope, endOfPlaces, messageScope, placeOfTime, reactionScope } from './notice.policy.js';
import { SettleFates } from './settle-fates.use-case.js';
import { excerptOf } from './wording.policy.js';

/** What becomes of what people were told. The names of the consumers are durable. */
@Controller()
export class FateEvents {
  constructor(private readonly settle: SettleFates) {}

  /** Reading a conversation, in whatever dialect, reads what was told of it (C71). */
  @OnEvents(messaging.messagesRead, 'bell_read')
  async read(events: readonly EventOf<typeof messaging.messagesRead>[]): Promise<void> {
    const places = events.map(({ payload }) => ({ conversationId: payload.conversation.id, userId: payload.reader.id, place: payload.readSeq ?? 0 }));
    const cursors = places.map(({ conversationId, userId, place }): Fate => ({
      scope: conversationScope(conversationId),
      userId,
      outcome: 'read',
      place,
    }));
    const singles = events.flatMap(({ payload: { reader, bySender, beyondIds } }) =>
      (beyondIds ?? bySender.flatMap(({ messageIds }) => messageIds)).map((id) => ({ scope: messageScope(id), userId: reader.id })),
    );
    const beyond = singles.map((single): Fate => ({ ...single, outcome: 'read', place: endOfPlaces }));
    await this.settle.execute([...cursors, ...beyond], async (tx, fates) => [
      ...(await fates.readUpTo(tx, places)),
      ...(singles.length === 0 ? [] : await fates.read(tx, singles)),
    ]);
  }

  /** What it said is blanked, wherever it was told. */
  @OnEvent(messaging.messageDeleted, 'bell_deleted')
  async deleted({ payload }: EventOf<typeof messaging.messageDeleted>): Promise<void> {
    const scope = messageScope(payload.messageId);
    await this.settle.execute([{ scope, userId: null, outcome: 'gone', place: endOfPlaces }], (tx, fates) => fates.blank(tx, scope));
  }

  /** Who has deleted it for himself is not told of it either. */
  @OnEvent(messaging.messageHidden, 'bell_hidden')
  async hidden({ payload: { messageId, userId } }: EventOf<typeof messaging.messageHidden>): Promise<void> {
    const fate: Fate = { scope: messageScope(messageId), userId, outcome: 'gone', place: endOfPlaces };
    await this.settle.execute([fate], (tx, fates) => fates.remove(tx, fate.scope, userId, fate.place));
  }

  @OnEvent(messaging.messageUpdated, 'bell_edited')
  async edited({ payload: { message, cause, seq: place } }: EventOf<typeof messaging.messageUpdated>): Promise<void> {
    if (cause !== 'edited') return;
    const scope = messageScope(message.id);
    const body = excerptOf(message);
    await this.settle.execute([{ scope, userId: null, outcome: 'edited', place, body }], async (tx, fates) => {
      await fates.revise(tx, scope, body, place);
      return [];
    });
  }

  @OnEvent(messaging.reactionRemoved, 'bell_unreacted')
  unreacted({ payload: { message, removed, seq } }: EventOf<typeof messaging.reactionRemoved>): Promise<void> {
    return this.takenBack(message.id, removed, seq);
  }

  /** A reaction that another takes the place of is taken back (C52). */
  @OnEvent(messaging.reactionAdded, 'bell_replaced')
  async replaced({ payload: { message, replaced = [], seq } }: EventOf<typeof messaging.reactionAdded>): Promise<void> {
    if (replaced.length > 0) await this.takenBack(message.id, replaced, seq);
  }

  private async takenBack(messageId: MessageId, reactions: readonly messaging.Reaction[], place: number): Promise<void> {
    const scopes = reactions.map(({ user: { id }, emoji }) => reactionScope(messageId, id, emoji));
    const noted = scopes.map((scope): Fate => ({ scope, userId: null, outcome: 'gone', place }));
    await this.settle.execute(noted, async (tx, fates) => {
      const settled = [];
      for (const scope of scopes) settled.push(...(await fates.remove(tx, scope, null, place)));
      return settled;
    });
  }

  /** Nobody is told of a conversation he has left. */
  @OnEvent(messaging.memberRemoved, 'bell_left')
  left({ payload: { conversation, user: leaver, seq }, occurredAt }: EventOf<typeof messaging.memberRemoved>): Promise<void> {
    return this.leave({ conversationId: conversation.id, userId: leaver.id, place: seq, time: placeOfTime(occurredAt) });
  }

  @OnEvent(messaging.conversationDeleted, 'bell_closed')
  closed({ payload: { conversation, seq }, occurredAt }: EventOf<typeof messaging.conversationDeleted>): Promise<void> {
    return this.leave({ conversationId: conversation.id, userId: null, place: seq, time: placeOfTime(occurredAt) });
  }

  private async leave(leave: Leave): Promise<void> {
    const { conversationId, userId, place, time } = leave;
    const noted: readonly Fate[] = [
      { scope: conversationScope(conversationId), userId, outcome: 'gone', place },
      { scope: callsScope(conversationId), userId, outcome: 'gone', place: time },
    ];
    await this.settle.execute(noted, (tx, fates) => fates.leave(tx, leave));
  }

  /** An answered request is no news any more. */
  @OnEvent(user.contactAccepted, 'bell_accepted')
  async accepted({ payload, occurredAt }: EventOf<typeof user.contactAccepted>): Promise<void> {
    const fate: Fate = { scope: contactScope(payload.contactId), userId: null, outcome: 'read', place: placeOfTime(occurredAt) };
    await this.settle.execute([fate], (tx, fates) => fates.read(tx, [fate]));
  }

  @OnEvent(user.contactRejected, 'bell_rejected')
  rejected(event: EventOf<typeof user.contactRejected>): Promise<void> {
    return this.withdrawn(event);
  }

  @OnEvent(user.contactRemoved, 'bell_removed')
  removed(event: EventOf<typeof user.contactRemoved>): Promise<void> {
    return this.withdrawn(event);
  }

  private async withdrawn({ payload, occurredAt }: EventOf<typeof user.contactRemoved>): Promise<void> {
    const fate: Fate = { scope: contactScope(payload.contactId), userId: null, outcome: 'gone', place: placeOfTime(occurredAt) };
    await this.settle.execute([fate], (tx, fates) => fates.remove(tx, fate.scope, null, fate.place));
  }
}
