import { messaging, newId, type user, type ConversationId, type EventOf, type MessageId, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';

type Card = user.UserCard;

export const person = (displayName: string): Card => ({ id: newId(), num: 1, username: displayName.toLowerCase(), displayName, avatarUrl: null });

export const direct = (one: Card, other: Card): messaging.ConversationCard => ({
  ...{ id: newId<'conversation'>(), num: 1, kind: 'direct', title: null, slug: null },
  pair: [one, other],
});

export const room = (title: string): messaging.ConversationCard => ({
  ...{ id: newId<'conversation'>(), num: 1, kind: 'room', title, slug: title },
  pair: null,
});

export const message = (sender: Card, conversationId: ConversationId, text: string, seq: number): messaging.Message => ({
  ...{
    id: newId<'message'>(),
    conversationId,
    sender,
    seq,
    type: 'text',
    body: { kind: 'plain', text },
    attachments: [],
    metadata: {},
    reactions: [],
  },
  ...{ replyToId: null, threadRootId: null, threadCount: 0, isPinned: false, linkPreview: null, voice: null },
  ...{ sentAt: new Date().toISOString(), editedAt: null, deletedAt: null },
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
});

export const sent = (one: messaging.Message, conversation: messaging.ConversationCard) =>
  envelopeOf(messaging.messageSent, { message: one, conversation, clientKey: null }, null);

export const called = (
  cause: messaging.AttentionCause,
  conversation: messaging.ConversationCard,
  actor: Card,
  userIds: readonly UserId[],
  seq: number,
): EventOf<typeof messaging.attentionCalled> => envelopeOf(messaging.attentionCalled, { cause, conversation, actor, userIds, seq }, null);

export const readEvent = (conversation: messaging.ConversationCard, reader: Card, readSeq: number, beyondIds: readonly MessageId[]) =>
  envelopeOf(
    messaging.messagesRead,
    { conversation, reader, upToId: newId<'message'>(), readAt: new Date().toISOString(), bySender: [], readSeq, beyondIds, seq: readSeq + 1 },
    null,
  );

export const deletedEvent = ({ id, sender }: messaging.Message, conversation: messaging.ConversationCard, seq: number) =>
  envelopeOf(
    messaging.messageDeleted,
    { messageId: id, conversation, sender, deletedBy: sender.id, deletedAt: new Date().toISOString(), fileIds: [], seq },
    null,
  );

export const contactChange = (requester: Card, target: Card, text: string | null): user.ContactChange => ({
  ...{ contactId: newId<'contact'>(), requester, target },
  message: text,
});
