import type { messaging } from '@parley/contracts';

/**
 * The newest message of a conversation; null in a room nobody has said anything in (A-RC-18, A-V1-13, A-UM-12). That it was made is
 * the first entry of its log (C44), and only ConnectBest's clients expect it as a last message.
 */
export const lastSaid = ({ lastMessage }: Pick<messaging.ConversationEntry, 'lastMessage'>): messaging.Message | null =>
  lastMessage?.seq === 1 && lastMessage.type === 'system' ? null : lastMessage;
