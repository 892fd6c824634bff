import type { messaging } from '@parley/contracts';

/** What a dialect calls a conversation; null: it does not show such conversations. */
export type NameConversation = (name: messaging.ConversationName) => string | null;

/** `{conversation: seq}` in a dialect's names. */
export const presentHeads = (nameOf: NameConversation, heads: readonly messaging.Head[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    heads.flatMap((head) => {
      const name = nameOf(head);
      return name === null ? [] : [[name, head.seq]];
    }),
  );
