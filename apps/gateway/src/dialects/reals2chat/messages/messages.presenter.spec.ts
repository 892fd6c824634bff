import { describe, expect, it } from '@jest/globals';
import { hexOf, newId, type EventEnvelope, type messaging, type user } from '@parley/contracts';
import { placeOf } from '../../../realtime/present-event.js';
import { presentHistory, presentMessage, presentMessageSent } from './messages.presenter.js';

const card = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const ann = card(1);
const ben = card(2);
const conversation: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [ann, ben] };

const message = (sender: user.UserCard, delivery: Partial<messaging.Delivery>): messaging.Message => ({
  id: newId(),
  conversationId: conversation.id,
  sender,
  seq: 7,
  type: 'text',
  body: { kind: 'plain', text: 'hi' },
  attachments: [],
  metadata: {},
  reactions: [],
  replyToId: null,
  threadRootId: null,
  threadCount: 0,
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false, ...delivery },
  sentAt: '2023-01-07T11:55:00.1Z',
  editedAt: null,
  deletedAt: null,
});

describe('presentMessage', () => {
  it('R2-2.1 shows the schema and nothing else; the recipient is the other one', () => {
    const one = message(ben, {});
    expect(presentMessage(one, [ann, ben])).toEqual({
      _id: hexOf(one.id),
      conversationId: hexOf(conversation.id),
      senderId: hexOf(ben.id),
      recipientId: hexOf(ann.id),
      text: 'hi',
      createdAt: '2023-01-07T11:55:00.100Z',
      status: 'sent',
    });
  });

  it.each([
    [{}, 'sent'],
    [{ isDelivered: true }, 'delivered'],
    [{ isDelivered: true, isRead: true }, 'read'],
  ])('C46: %j is %s', (delivery, status) => {
    expect(presentMessage(message(ann, delivery), [ann, ben]).status).toBe(status);
  });
});

describe('presentHistory', () => {
  it('A-R2-03: oldest first; nothing for a conversation that was never opened', () => {
    const [newest, oldest] = [message(ann, {}), message(ben, {})];
    const ids = presentHistory({ conversation, messages: [newest, oldest], hasMore: false, total: null }).map(({ _id }) => _id);
    expect(ids).toEqual([hexOf(oldest.id), hexOf(newest.id)]);
    expect(presentHistory(null)).toEqual([]);
  });
});

describe('presentMessageSent', () => {
  const envelope = (payload: object) => ({ payload }) as EventEnvelope<unknown>;

  it('R2-4.2 receiveMessage goes to the recipient alone, with seq; of the sender to what keeps up by it', () => {
    const one = message(ann, {});
    expect(presentMessageSent.present(envelope({ message: one, conversation, clientKey: null }))).toEqual([
      {
        kind: 'emit',
        rooms: [`reals2chat/user/${ben.id}`, `reals2chat/sync.user/${ann.id}`],
        event: 'receiveMessage',
        data: { ...presentMessage(one, [ann, ben]), seq: 7 },
        receipt: placeOf(one),
      },
    ]);
  });

  it('C38: rooms are invisible', () => {
    const room = { ...conversation, kind: 'room', pair: null };
    expect(presentMessageSent.present(envelope({ message: message(ann, {}), conversation: room, clientKey: null }))).toEqual([]);
  });
});
