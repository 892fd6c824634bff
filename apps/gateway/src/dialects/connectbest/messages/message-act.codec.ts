import type { ConversationId, messaging } from '@parley/contracts';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { connectbestIds } from '../connectbest.ids.js';

/** `channelId` is always in the path. */
export interface ChannelAct extends messaging.MessageActInput {
  readonly conversationId: ConversationId;
}

/** The message a path names, as the viewer acts on it. @throws {AppError} CONVERSATION_NOT_FOUND, MESSAGE_NOT_FOUND for what is no id */
export const decodeAct = (viewer: Viewer, channelId: string, messageId: string): ChannelAct => ({
  origin: originOf(viewer, 'connectbest'),
  conversationId: connectbestIds.channel.decode(channelId),
  messageId: connectbestIds.message.decode(messageId),
});
