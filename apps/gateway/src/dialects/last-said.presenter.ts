import { messaging } from '@parley/contracts';

/**
 * The newest message of a conversation; null in a room nobody has said anything in (A-RC-18, A-V1-13, A-UM-12): that it was made
 * (C44) only ConnectBest's clients expect as a last message.
 */
export const lastSaid = ({ lastMessage }: Pick<messaging.ConversationEntry, 'lastMessage'>): messaging.Message | null =>
  lastMessage !== null && isCreation(lastMessage) ? null : lastMessage;

const isCreation = ({ type, body }: messaging.Message): boolean =>
  type === 'system' && body.kind === 'plain' && body.text === messaging.createdNotice;
