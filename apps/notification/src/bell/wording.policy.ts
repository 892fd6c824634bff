import type { messaging } from '@parley/contracts';

const maxChars = 300;

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length <= maxChars ? text : `${characters.slice(0, maxChars - 1).join('')}…`;
};

/** What of a message a notification shows: its text, else the name of its first file (C47). */
export const excerptOf = ({ body, attachments }: Pick<messaging.MessageExcerpt, 'body' | 'attachments'>): string => {
  if (body.kind === 'cipher') return 'Encrypted message';
  const text = body.text.replace(/\s+/gu, ' ').trim();
  return cut(text === '' ? (attachments[0]?.name ?? '') : text);
};

const placeOf = ({ title, pair }: messaging.ConversationCard): string => (pair !== null || title === null ? '' : ` in #${title}`);

/** What a call for attention says: who and where, then what (A-CB-24). */
export const wordsOf = (cause: messaging.AttentionCause, actor: string, conversation: messaging.ConversationCard) => {
  switch (cause.kind) {
    case 'mention':
      return { title: `${actor} mentioned you${placeOf(conversation)}`, body: excerptOf(cause.message) };
    case 'thread_reply':
      return { title: `${actor} replied${placeOf(conversation)}`, body: excerptOf(cause.message) };
    case 'reaction':
      return { title: `${actor} reacted ${cause.emoji}${placeOf(conversation)}`, body: excerptOf(cause.message) };
    case 'channel_added':
      return { title: actor, body: `You were added to #${conversation.title ?? ''}` };
  }
};
