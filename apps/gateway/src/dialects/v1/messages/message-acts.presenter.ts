import { messaging, type MessageId, type Origin } from '@parley/contracts';
import { presentEvent, type Emission } from '../../../realtime/present-event.js';
import { userRoom } from '../rooms.js';
import { success, v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { audienceOf, presentMessage, presentReactions } from './messages.presenter.js';

/** Response of V1-3.5. */
export const presentEdited = ({ id, editedAt, sentAt }: messaging.Message) =>
  success({ message_id: v1Ids.message.encode(id), is_edited: true, updated_at: v1Time(editedAt ?? sentAt) });

/** Response of V1-3.7. */
export const presentReacted = ({ id, reactions }: messaging.Message) =>
  success({ message_id: v1Ids.message.encode(id), reactions: presentReactions(reactions) });

/** To every member's sockets but those of the acting session, which has its answer (C55). */
const toMembers = (conversation: messaging.ConversationCard, origin: Origin | null, event: string, data: object): Emission => ({
  kind: 'emit',
  rooms: audienceOf(conversation),
  event,
  data: { conversation_id: v1Ids.conversation.encode(conversation.id), ...data },
  ...(origin === null ? {} : { exceptSession: origin.sessionId }),
});

const presentDeleted = (messageId: MessageId, scope: 'me' | 'everyone', at: string) => ({
  message_id: v1Ids.message.encode(messageId),
  delete_for: scope,
  deleted_at: v1Time(at),
});

/** Extensions of A-V1-23, and `message_read` of V1-8.3; `typing` goes to all but who types (C35). */
export const messageActPresenters = [
  presentEvent(messaging.messageUpdated, ({ message, conversation, seq }, { origin }) => [
    toMembers(conversation, origin, 'message_updated', { message: presentMessage(message), seq }),
  ]),
  presentEvent(messaging.reactionRemoved, ({ message, conversation, seq }, { origin }) => [
    toMembers(conversation, origin, 'message_updated', { message: presentMessage(message), seq }),
  ]),
  presentEvent(messaging.reactionAdded, ({ message, conversation, seq }, { origin }) => [
    toMembers(conversation, origin, 'reaction_updated', {
      message_id: v1Ids.message.encode(message.id),
      reactions: presentReactions(message.reactions),
      seq,
    }),
  ]),
  presentEvent(messaging.messageDeleted, ({ messageId, conversation, deletedAt, seq }, { origin }) => [
    toMembers(conversation, origin, 'message_deleted', { ...presentDeleted(messageId, 'everyone', deletedAt), seq }),
  ]),
  presentEvent(messaging.messageHidden, ({ messageId, conversation, userId, hiddenAt, seq }, { origin }) => [
    {
      ...toMembers(conversation, origin, 'message_deleted', { ...presentDeleted(messageId, 'me', hiddenAt), seq }),
      rooms: [userRoom(userId)],
    } as Emission,
  ]),
  presentEvent(messaging.messagesRead, ({ conversation, reader, upToId, readAt, seq }) => [
    {
      kind: 'emit',
      rooms: audienceOf(conversation),
      exceptUser: reader.id,
      event: 'message_read',
      data: {
        conversation_id: v1Ids.conversation.encode(conversation.id),
        message_id: v1Ids.message.encode(upToId),
        read_by: v1Ids.user.encode(reader.id),
        read_at: v1Time(readAt),
        seq,
      },
    },
  ]),
  presentEvent(messaging.typingChanged, ({ conversation, user, isTyping }) => [
    {
      kind: 'emit',
      rooms: audienceOf(conversation),
      exceptUser: user.id,
      event: 'typing',
      data: { conversation_id: v1Ids.conversation.encode(conversation.id), user_id: v1Ids.user.encode(user.id), is_typing: isTyping },
    },
  ]),
];
