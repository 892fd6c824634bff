import { describe, expect, it } from '@jest/globals';
import { AppError, messaging, newId, type Origin, type UserId } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';
import { MessagePageView } from './message-page.view.js';

const [me, other] = [newId<'user'>(), newId<'user'>()];
const origin: Origin = { userId: me, sessionId: newId(), dialect: 'v1' };
const messageOf = (senderId: UserId) =>
  ({
    id: newId<'message'>(),
    sender: { id: senderId },
    delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
  }) as unknown as messaging.Message;
const pageOf = (kind: 'direct' | 'room', messages: readonly messaging.Message[]) =>
  ({ conversation: { id: newId<'conversation'>(), kind }, messages, hasMore: false, total: null }) as unknown as messaging.MessagePage;

const viewOf = (page: messaging.MessagePage | null, markFails: boolean) => {
  const marks: unknown[] = [];
  const call = async (contract: { readonly subject: string }, input: unknown) => {
    if (contract === messaging.listMessages) return page;
    marks.push([contract.subject, input]);
    if (markFails) throw new AppError('SERVICE_UNAVAILABLE');
    return null;
  };
  return { view: new MessagePageView({ call } as unknown as RpcClient), marks };
};
const asked = {} as messaging.ListMessagesInput;

describe('MessagePageView', () => {
  it('marks up to the newest, and shows the page as it is then', async () => {
    const page = pageOf('direct', [messageOf(me), messageOf(other)]);
    const { view, marks } = viewOf(page, false);
    const answer = await view.fetch(origin, asked, 'read');
    expect(marks).toEqual([[messaging.markRead.subject, { origin, conversationId: page.conversation.id, messageId: page.messages[0]?.id }]]);
    expect(answer?.messages.map(({ delivery }) => delivery)).toEqual([
      { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
      { deliveredTo: [me], readBy: [me], isDelivered: true, isRead: true },
    ]);
  });

  it('speaks for the viewer alone in a room', async () => {
    const { view } = viewOf(pageOf('room', [messageOf(other)]), false);
    const answer = await view.fetch(origin, asked, 'delivered');
    expect(answer?.messages[0]?.delivery).toEqual({ deliveredTo: [me], readBy: [], isDelivered: false, isRead: false });
  });

  it('marks nothing on an empty page, and reads on when a mark fails', async () => {
    for (const page of [null, pageOf('room', [])]) {
      const { view, marks } = viewOf(page, false);
      expect(await view.fetch(origin, asked, 'read')).toBe(page);
      expect(marks).toEqual([]);
    }
    const { view } = viewOf(pageOf('room', [messageOf(other)]), true);
    expect((await view.fetch(origin, asked, 'read'))?.messages).toHaveLength(1);
  });
});
