import type { call, EventOf, messaging, user } from '@parley/contracts';
import {
  callsScope,
  contactScope,
  conversationScope,
  messageScope,
  placeOfTime,
  reactionScope,
  type Listeners,
  type Notice,
} from './notice.policy.js';
import { excerptOf, wordsOf } from './wording.policy.js';

/** A direct message concerns the other person; null for what concerns nobody by itself: rooms, the system. */
export const noticeOfMessage = ({ payload, occurredAt }: EventOf<typeof messaging.messageSent>): Notice | null => {
  const { message, conversation } = payload;
  if (conversation.pair === null || message.type === 'system') return null;
  const scope = messageScope(message.id);
  return {
    kind: 'message',
    source: scope,
    scopes: [scope, conversationScope(conversation.id)],
    place: message.seq,
    title: message.sender.displayName,
    body: excerptOf(message),
    conversationId: conversation.id,
    messageId: message.id,
    actorId: message.sender.id,
    targetId: message.sender.id,
    listeners: ['everything'],
    at: occurredAt,
    userIds: conversation.pair.map(({ id }) => id).filter((id) => id !== message.sender.id),
  };
};

/** Who hears of every direct message has been told of the one that names him. */
const listenersOf = ({ kind }: messaging.AttentionCause, { pair }: messaging.ConversationCard): Listeners => {
  if (kind !== 'mention') return ['everything'];
  return pair === null ? ['everything', 'mentions'] : ['mentions'];
};

/** What messaging says concerns people. */
export const noticeOfAttention = ({ payload, occurredAt }: EventOf<typeof messaging.attentionCalled>): Notice => {
  const { cause, conversation, actor, userIds, seq } = payload;
  const inConversation = conversationScope(conversation.id);
  const messageId = 'message' in cause ? cause.message.id : null;
  const ofMessage = messageId === null ? [] : [messageScope(messageId)];
  const [ownScope = `${inConversation}:added:${seq}`] =
    messageId !== null && cause.kind === 'reaction' ? [reactionScope(messageId, actor.id, cause.emoji)] : ofMessage;
  return {
    kind: cause.kind,
    source: ownScope,
    scopes: [...new Set([ownScope, ...ofMessage, inConversation])],
    place: seq,
    ...wordsOf(cause, actor.displayName, conversation),
    conversationId: conversation.id,
    messageId,
    actorId: actor.id,
    targetId: conversation.pair === null ? conversation.id : actor.id,
    listeners: listenersOf(cause, conversation),
    at: occurredAt,
    userIds,
  };
};

/** Somebody asks to be a contact (A-V1-11). */
export const noticeOfContact = ({ payload, occurredAt }: EventOf<typeof user.contactRequested>): Notice => {
  const { contactId, requester, target, message } = payload;
  return {
    kind: 'contact_request',
    source: contactScope(contactId),
    scopes: [contactScope(contactId)],
    place: placeOfTime(occurredAt),
    title: `Contact request from ${requester.displayName}`,
    body: message ?? `${requester.displayName} would like to be your contact`,
    conversationId: null,
    messageId: null,
    actorId: requester.id,
    targetId: requester.id,
    listeners: ['everything'],
    at: occurredAt,
    userIds: [target.id],
  };
};

/** A call nobody took. It is no part of the conversation's log: reading that does not read it, leaving it since takes it away. */
export const noticeOfCall = ({ payload, occurredAt }: EventOf<typeof call.callMissed>): Notice => {
  const { callId, caller, conversation, isVideo, userIds } = payload;
  return {
    kind: 'call_missed',
    source: `call:${callId}`,
    scopes: [`call:${callId}`, callsScope(conversation.id)],
    place: placeOfTime(occurredAt),
    title: isVideo ? 'Missed video call' : 'Missed call',
    body: `${caller.displayName} called you`,
    conversationId: conversation.id,
    messageId: null,
    actorId: caller.id,
    targetId: conversation.pair === null ? conversation.id : caller.id,
    listeners: ['everything'],
    at: occurredAt,
    userIds: userIds.filter((id) => id !== caller.id),
  };
};
