import type { EventContract, messaging } from '@parley/contracts';
import type { NameConversation } from '../realtime/conversation-naming.js';

/** A change as a dialect shows it: named as the event that pushes it, where there is one. */
interface PresentedChange {
  readonly type: string;
  readonly payload: object | null;
}

/** How a dialect shows one kind of change. */
export interface ChangePresenter {
  readonly subject: string;
  present(payload: unknown): PresentedChange;
}

/** What a dialect has no words for, or what is about a message the viewer has hidden, still counts: the client's cursor passes it. */
const unnamed: PresentedChange = { type: 'changed', payload: null };

/** Ties a presenter of changes to a contract. The message of a change is whole: it may have changed since. Null: it does not show. */
export const presentChange = <P>(contract: EventContract<P>, type: string, present: (payload: P) => object | null): ChangePresenter => ({
  subject: contract.subject,
  present: (payload) => {
    const presented = present(payload as P);
    return presented === null ? unnamed : { type, payload: presented };
  },
});

/** The answer of `sync` in a dialect's names (A-00-14): the same body in all of them, over REST and on sockets. */
export const syncPresenter = (nameOf: NameConversation, changePresenters: readonly ChangePresenter[]) => {
  const presenters = new Map(changePresenters.map((presenter) => [presenter.subject, presenter]));

  return ({ changes, heads, next, reset, names }: messaging.Sync) => {
    const calls = new Map(Object.values(names).flatMap((name) => (nameOf(name) === null ? [] : [[name.id, nameOf(name) as string]])));
    const called = (seqs: Readonly<Record<string, number>>) =>
      Object.fromEntries(
        Object.entries(seqs).flatMap(([id, seq]) => {
          const name = calls.get(id as messaging.ConversationName['id']);
          return name === undefined ? [] : [[name, seq]];
        }),
      );
    return {
      changes: changes.flatMap(({ conversationId, seq, type, payload }) => {
        const conversation_id = calls.get(conversationId);
        if (conversation_id === undefined) return [];
        return [{ conversation_id, seq, ...(payload === null ? unnamed : (presenters.get(type)?.present(payload) ?? unnamed)) }];
      }),
      heads: called(heads),
      next: next === null ? null : called(next),
      reset: reset.flatMap((id) => calls.get(id) ?? []),
    };
  };
};
