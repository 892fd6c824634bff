import { messaging } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { connectbestIds } from '../connectbest.ids.js';
import { groupRoom, roomsOfConversation } from '../sockets/socket-groups.js';
import { presentMessage, presentReaction } from './messages.presenter.js';

interface Changed {
  readonly message: messaging.Message;
  readonly conversation: messaging.ConversationCard;
  readonly seq: number;
}

/** `message:updated`: the whole message, to every member. */
const updated = ({ message, conversation, seq }: Changed): Emission => ({
  kind: 'emit',
  rooms: roomsOfConversation('messages', conversation),
  event: 'message:updated',
  data: { ...presentMessage(message), seq },
});

const presentPlace = ({ id, conversationId }: Pick<messaging.Message, 'id' | 'conversationId'>) => ({
  messageId: connectbestIds.message.encode(id),
  channelId: connectbestIds.channel.encode(conversationId),
});

/** Section 12; `seq` is additive. The end of a reaction is told twice, for clients that know either (A-CB-39). */
export const messageActPresenters = [
  presentEvent(messaging.messageUpdated, (change) => [updated(change)]),
  presentEvent(messaging.reactionAdded, ({ message, conversation, reaction, seq }) => [
    {
      kind: 'emit',
      rooms: roomsOfConversation('messages', conversation),
      event: 'message:reaction',
      data: { ...presentPlace(message), reaction: presentReaction(message.id, reaction), seq },
    },
  ]),
  presentEvent(messaging.reactionRemoved, (change) => [
    updated(change),
    ...change.removed.map((reaction): Emission => ({
      kind: 'emit',
      rooms: roomsOfConversation('messages', change.conversation),
      event: 'message:reaction-removed',
      data: { ...presentPlace(change.message), reaction: presentReaction(change.message.id, reaction), seq: change.seq },
    })),
  ]),
  presentEvent(messaging.messageDeleted, ({ messageId, conversation, seq }) => [
    {
      kind: 'emit',
      rooms: roomsOfConversation('messages', conversation),
      event: 'message:deleted',
      data: { ...presentPlace({ id: messageId, conversationId: conversation.id }), seq },
    },
  ]),
  // Gone for one person: so do all of that person's clients hear.
  presentEvent(messaging.messageHidden, ({ messageId, conversation, userId, seq }) => [
    {
      kind: 'emit',
      rooms: [groupRoom('messages', 'user', userId)],
      event: 'message:deleted',
      data: { ...presentPlace({ id: messageId, conversationId: conversation.id }), seq },
    },
  ]),
];
