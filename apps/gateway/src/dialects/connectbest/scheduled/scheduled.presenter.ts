import type { messaging } from '@parley/contracts';
import { encodeBody } from '../connectbest-body.codec.js';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentMessage } from '../messages/messages.presenter.js';

/** The object of 7.5. */
export const presentScheduled = ({ id, conversationId, body, scheduledFor, status, createdAt }: messaging.ScheduledMessage) => ({
  id: connectbestIds.message.encode(id),
  channelId: connectbestIds.channel.encode(conversationId),
  content: encodeBody(body),
  scheduledFor: presentTime(scheduledFor),
  status,
  createdAt: presentTime(createdAt),
});

/** The message that it will be once it is sent, as far as that is known. */
const asMessage = ({
  id,
  conversationId,
  sender,
  body,
  attachments,
  replyToId,
  threadRootId,
  createdAt,
}: messaging.ScheduledMessage): messaging.Message => ({
  id,
  conversationId,
  sender,
  seq: 0,
  type: 'text',
  body,
  attachments,
  metadata: {},
  replyToId,
  threadRootId,
  threadCount: 0,
  reactions: [],
  isPinned: false,
  linkPreview: null,
  voice: null,
  delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  sentAt: createdAt,
  editedAt: null,
  deletedAt: null,
});

/** The answer of CB-4.2 for a message that waits: the whole object, with its time (A-CB-35). */
export const presentWaiting = (waiting: messaging.ScheduledMessage) => ({
  ...presentMessage(asMessage(waiting)),
  scheduledFor: presentTime(waiting.scheduledFor),
});
