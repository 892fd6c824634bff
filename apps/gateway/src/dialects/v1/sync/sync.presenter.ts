import { messaging, type EventContract } from '@parley/contracts';
import { presentParticipant } from '../conversations/conversations.presenter.js';
import { presentMessage, presentReactions } from '../messages/messages.presenter.js';
import { v1Time } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { encodeCursors } from './cursors.codec.js';

interface PresentedChange {
  readonly type: string;
  readonly payload: object | null;
}

const presenters = new Map<string, (payload: unknown) => PresentedChange>();

const presentChangesOf = <P>(contract: EventContract<P>, type: string, present: (payload: P) => object): void => {
  presenters.set(contract.subject, (payload) => ({ type, payload: present(payload as P) }));
};

// A change is named as the event that pushes it, where there is one. The message is whole: it may have been edited since.
presentChangesOf(messaging.messageSent, 'message_received', ({ message }) => ({ message: presentMessage(message) }));
presentChangesOf(messaging.messageUpdated, 'message_updated', ({ message }) => ({ message: presentMessage(message) }));
presentChangesOf(messaging.reactionRemoved, 'message_updated', ({ message }) => ({ message: presentMessage(message) }));
presentChangesOf(messaging.reactionAdded, 'reaction_updated', ({ message }) => ({
  message_id: v1Ids.message.encode(message.id),
  reactions: presentReactions(message.reactions),
}));
presentChangesOf(messaging.messageDeleted, 'message_deleted', ({ messageId, deletedAt }) => ({
  message_id: v1Ids.message.encode(messageId),
  delete_for: 'everyone',
  deleted_at: v1Time(deletedAt),
}));
presentChangesOf(messaging.messagesRead, 'message_read', ({ reader, upToId, readAt }) => ({
  message_id: v1Ids.message.encode(upToId),
  read_by: v1Ids.user.encode(reader.id),
  read_at: v1Time(readAt),
}));
presentChangesOf(messaging.membersAdded, 'participants_added', ({ members }) => ({
  participants: members.map((member) => presentParticipant(member.user)),
}));
presentChangesOf(messaging.conversationUpdated, 'conversation_updated', ({ conversation: { title, avatarUrl } }) => ({
  name: title ?? '',
  avatar_url: avatarUrl,
}));
presentChangesOf(messaging.memberRemoved, 'participant_removed', ({ user }) => ({ participant: presentParticipant(user) }));

/** What v1 has no words for, or what is about a message the viewer has hidden, still counts: the client's cursor passes it. */
const unnamed: PresentedChange = { type: 'changed', payload: null };

const presentChange = ({ conversationId, seq, type, payload }: messaging.Change) => ({
  conversation_id: v1Ids.conversation.encode(conversationId),
  seq,
  ...(payload === null ? unnamed : (presenters.get(type)?.(payload) ?? unnamed)),
});

/** Answer of `sync` (architecture 8): the same over REST and on a socket. */
export const presentSync = ({ changes, heads, next, reset }: messaging.Sync) => ({
  changes: changes.map(presentChange),
  heads: encodeCursors(heads),
  next: next === null ? null : encodeCursors(next),
  reset: reset.map((id) => v1Ids.conversation.encode(id)),
});
