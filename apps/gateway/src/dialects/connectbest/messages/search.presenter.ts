import type { messaging, UserId } from '@parley/contracts';
import { presentChannel } from '../channels/channels.presenter.js';
import { presentMessage } from './messages.presenter.js';

/** One of CB-4.10: the message, where it is, and its text as HTML with what was found marked (A-CB-42). */
export const presentHit = ({ message, conversation, highlight }: messaging.SearchHit, viewerId: UserId) => {
  const { id, name, type } = presentChannel(conversation, viewerId);
  return { ...presentMessage(message), highlight, channel: { id, name, type } };
};
