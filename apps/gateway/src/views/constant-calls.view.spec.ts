import { describe, expect, it } from '@jest/globals';
import { messaging, newId, user, type Origin, type Rpc } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { ConversationPresenceView } from './conversation-presence.view.js';
import { MessagePageView } from './message-page.view.js';
import { PresenceView } from './presence.view.js';

const viewerId = newId<'user'>();
const origin: Origin = { userId: viewerId, sessionId: newId(), dialect: 'v1' };
const person = () => ({ id: newId<'user'>() });
const entries = (count: number) => Array.from({ length: count }, () => ({ conversation: { pair: [{ id: viewerId }, person()] } }));
const messages = (count: number) =>
  Array.from({ length: count }, () => ({
    id: newId(),
    sender: person(),
    delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  }));

/** A bus that answers with what is planted, and notes what it was asked. */
const busOf = (answers: ReadonlyMap<object, unknown>) => {
  const subjects: string[] = [];
  const call = async (contract: Rpc<unknown, unknown>) => {
    subjects.push(contract.subject);
    return answers.get(contract);
  };
  return { subjects, rpc: { call } as unknown as RpcClient };
};

describe('calls to services do not grow with what is shown', () => {
  it.each([1, 200])('a list of %i conversations takes two', async (count) => {
    const { subjects, rpc } = busOf(
      new Map<object, unknown>([
        [messaging.listConversations, { entries: entries(count), total: count }],
        [user.getPresences, []],
      ]),
    );
    const view = new ConversationPresenceView(rpc, new PresenceView(rpc));
    await view.list({ viewerId, kind: null, visibility: null, titlePart: null, limit: count, offset: 0 });
    expect(subjects).toEqual([messaging.listConversations.subject, user.getPresences.subject]);
  });

  it.each([1, 100])('a page of %i messages that are read with it takes two', async (count) => {
    const page = { conversation: { id: newId(), kind: 'direct' }, messages: messages(count), hasMore: false, total: null };
    const { subjects, rpc } = busOf(new Map<object, unknown>([[messaging.listMessages, page]]));
    await new MessagePageView(rpc).fetch(origin, {} as messaging.ListMessagesInput, 'read');
    expect(subjects).toEqual([messaging.listMessages.subject, messaging.markRead.subject]);
  });
});
