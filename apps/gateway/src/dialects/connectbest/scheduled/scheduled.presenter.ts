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

/** The answer of CB-4.2 for a message that waits: the whole object, with its time (A-CB-35). */
export const presentWaiting = ({
  id,
  conversationId,
  sender,
  body,
  attachments,
  replyToId,
  threadRootId,
  scheduledFor,
  createdAt,
}: messaging.ScheduledMessage) => ({
  ...presentMessage({
    ...{ id, conversationId, sender, seq: 0, type: 'text', body, attachments, metadata: {}, reactions: [], replyToId, threadRootId },
    ...{ threadCount: 0, isPinned: false, linkPreview: null, voice: null, sentAt: createdAt, editedAt: null, deletedAt: null },
    delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  }),
  scheduledFor: presentTime(scheduledFor),
});
