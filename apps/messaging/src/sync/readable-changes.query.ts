import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type MessageId, type UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { ConversationRepository } from '../conversation/conversation.repository.js';
import { toMessage, type MessageRow } from '../message/message.entity.js';
import { MessageActRepository } from '../message/message-act.repository.js';
import { MessageRepository } from '../message/message.repository.js';
import type { ChangeRow } from './change-log.repository.js';

/** As it stood when the viewer left, as far as that is known: null once it was edited since. */
const beforeLeaving = (row: MessageRow, leftAt: Date): messaging.Message | null => {
  if (row.editedAt !== null && row.editedAt > leftAt) return null;
  const message = toMessage(row);
  return { ...message, reactions: message.reactions.filter(({ createdAt }) => new Date(createdAt) <= leftAt) };
};

/** What the log may say that decides who reads it. */
interface LoggedPayload extends messaging.PartlyHidden {
  readonly messageId?: MessageId;
  readonly userId?: UserId;
}

/** The message a change is about; that of its deletion is named in the payload. */
const aboutOf = ({ messageId, payload }: ChangeRow): MessageId | null => messageId ?? (payload as LoggedPayload | null)?.messageId ?? null;

const isHidden = (row: ChangeRow, viewerId: UserId, hidden: ReadonlySet<MessageId>): boolean => {
  const { userId, hiddenFrom } = (row.payload ?? {}) as LoggedPayload;
  if (row.type === messaging.messageHidden.subject) return userId !== viewerId;
  const about = aboutOf(row);
  return (about !== null && hidden.has(about)) || hiddenFrom?.includes(viewerId) === true;
};

/** Rows of the log as a viewer may read them now. */
@Injectable()
export class ReadableChanges {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageRepository,
    private readonly conversations: ConversationRepository,
    private readonly acts: MessageActRepository,
  ) {}

  /** A message with its later edits, blank once deleted; null once the viewer has hidden it. Of edits since he left the conversation he learns nothing. */
  async of(rows: readonly ChangeRow[], viewerId: UserId, leftAt: ReadonlyMap<ConversationId, Date>): Promise<readonly messaging.Change[]> {
    if (rows.length === 0) return [];
    const ids = rows.flatMap(({ messageId }) => messageId ?? []);
    const aboutIds = rows.flatMap((row) => aboutOf(row) ?? []);
    const [messages, hidden, cards] = await Promise.all([
      this.messages.byIds(this.database, ids),
      this.acts.hiddenFrom(this.database, viewerId, aboutIds),
      this.conversations.cards(this.database, [...new Set(rows.map(({ conversationId }) => conversationId))]),
    ]);
    const messageOf = new Map(messages.map((row) => [row.id, row]));
    return rows.map((change) => {
      const { conversationId, seq, type, messageId, payload } = change;
      if (isHidden(change, viewerId, hidden)) return { conversationId, seq, type, payload: null };
      if (messageId === null) return { conversationId, seq, type, payload };
      const row = messageOf.get(messageId);
      const left = leftAt.get(conversationId);
      const message = row === undefined ? null : left === undefined ? toMessage(row) : beforeLeaving(row, left);
      if (row === undefined || message === null) return { conversationId, seq, type, payload: null };
      const whole = { ...(payload as object), message, conversation: cards.get(conversationId), clientKey: row.clientKey };
      return { conversationId, seq, type, payload: whole };
    });
  }
}
