import { describe, expect, it } from '@jest/globals';
import { messaging, newId, type EventEnvelope, type user } from '@parley/contracts';
import { presentTypingChanged } from '../typing/typing.presenter.js';
import { messageActPresenters } from './message-acts.presenter.js';

const person = (num: number): user.UserCard => ({ id: newId(), num, username: `u${num}`, displayName: `U ${num}`, avatarUrl: null });
const [ann, ben] = [person(1), person(2)];
const direct: messaging.ConversationCard = { id: newId(), num: 9, kind: 'direct', title: null, slug: null, pair: [ann, ben] };
const room: messaging.ConversationCard = { ...direct, kind: 'room', slug: 'team', pair: null };
const message = { id: newId<'message'>(), conversationId: direct.id } as messaging.Message;
const reaction = { user: ben, emoji: '👍', createdAt: '2024-01-01T00:00:00.000Z' };
const place = { messageId: message.id, channelId: direct.id };
const shown = { messageId: message.id, userId: ben.id, emoji: '👍', createdAt: '2024-01-01T00:00:00.000Z' };

const emissions = (subject: string, payload: object) =>
  [...messageActPresenters, presentTypingChanged]
    .filter((one) => one.subject === subject)
    .flatMap((one) => one.present({ payload } as EventEnvelope<unknown>));

describe('what a ConnectBest client hears after a message is sent', () => {
  it('message:reaction, at both people of a DM', () => {
    const rooms = [ann, ben].map(({ id }) => `connectbest/messages.user/${id}`);
    expect(emissions(messaging.reactionAdded.subject, { message, conversation: direct, reaction, seq: 3 })).toEqual([
      { kind: 'emit', rooms, event: 'message:reaction', data: { ...place, reaction: shown, seq: 3 } },
    ]);
  });

  it('message:deleted, in the channel or at one person', () => {
    expect(emissions(messaging.messageDeleted.subject, { messageId: message.id, conversation: room, seq: 4 })).toEqual([
      { kind: 'emit', rooms: [`connectbest/messages.conversation/${room.id}`], event: 'message:deleted', data: { ...place, seq: 4 } },
    ]);
    expect(emissions(messaging.messageHidden.subject, { messageId: message.id, conversation: room, userId: ann.id })).toEqual([
      { kind: 'emit', rooms: [`connectbest/messages.user/${ann.id}`], event: 'message:deleted', data: place },
    ]);
  });

  it('typing:user, but for who types', () => {
    expect(emissions(messaging.typingChanged.subject, { conversation: room, user: ann, isTyping: true })).toEqual([
      {
        kind: 'emit',
        rooms: [`connectbest/typing.conversation/${room.id}`],
        exceptUser: ann.id,
        event: 'typing:user',
        data: { channelId: room.id, userId: ann.id, userName: 'U 1', typing: true },
      },
    ]);
  });
});
