import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anyInstant,
  call,
  closeSockets,
  expectRefusal,
  messageOf,
  openChannel,
  openDm,
  openWs,
  registerVerified,
  send,
  type Person,
} from './connectbest.harness.js';

const nowhere = '65a00000-0000-4000-a7c1-e55000000000';

describe('ConnectBest acts on messages', () => {
  let anna: Person;
  let ben: Person;
  let cleo: Person;
  let channel: string;

  beforeAll(async () => {
    [anna, ben, cleo] = await Promise.all([registerVerified('anna'), registerVerified('ben'), registerVerified('cleo')]);
    channel = (await openChannel(anna, [ben])).id;
  }, 20_000);
  afterEach(closeSockets);

  const path = (messageId: string, rest = '') => `/api/chat/channels/${channel}/messages/${messageId}${rest}`;
  const act = ({ token }: Person, method: string, where: string, body?: object) => call(method, where, { token, ...(body ? { body } : {}) });
  const history = async ({ token }: Person) => (await call('GET', `/api/chat/channels/${channel}/messages`, { token })).body.messages;

  it('CB-4.1 Get Messages marks what it returns as read', async () => {
    const { id } = await openChannel(anna, [ben]);
    await send(anna, id, 'one');
    const unread = async () =>
      (await call('GET', '/api/chat/channels', { token: ben.token })).body.channels.find((one: { id: string }) => one.id === id).unreadCount;
    expect(await unread()).toBe(1);
    await call('GET', `/api/chat/channels/${id}/messages`, { token: ben.token });
    expect(await unread()).toBe(0);
    const { id: parentMessageId } = await send(anna, id, 'two');
    await act(anna, 'POST', `/api/chat/channels/${id}/messages/send`, { content: 'in the thread only (C88)', parentMessageId });
    expect(await unread()).toBe(1);
  });

  it('CB-4.3 Edit Message returns the message as edited; others are refused', async () => {
    const sent = await send(anna, channel, 'before');
    const { status, body } = await act(anna, 'PUT', path(sent.id), { content: 'after' });
    expect([status, body]).toEqual([200, { message: { ...messageOf(anna, channel, 'after'), isEdited: true, editedAt: expect.any(String) } }]);
    expect((await history(ben))[0]).toEqual(body.message);
    expectRefusal(await act(ben, 'PUT', path(sent.id), { content: 'mine' }), 403, 'MESSAGE_EDIT_DENIED');
    expectRefusal(await act(cleo, 'PUT', path(sent.id), { content: 'mine' }), 403, 'NOT_A_MEMBER');
    expectRefusal(await act(anna, 'PUT', path(nowhere), { content: 'x' }), 404, 'MESSAGE_NOT_FOUND');
    expectRefusal(await act(anna, 'PUT', path(sent.id), { content: ' ' }), 400, 'MESSAGE_EMPTY');
    expectRefusal(await act(anna, 'PUT', path(sent.id), {}), 400, 'INPUT_INVALID');
  });

  it('CB-12-s2c-message:updated carries the whole message', async () => {
    const socket = await openWs('/ws/messages', ben, 1);
    const sent = await send(anna, channel, 'before');
    await act(anna, 'PUT', path(sent.id), { content: 'after' });
    expect(await socket.next('message:updated')).toEqual({
      ...messageOf(anna, channel, 'after'),
      id: sent.id,
      isEdited: true,
      editedAt: expect.any(String),
      seq: expect.any(Number),
    });
  });

  it('CB-4.4 Delete Message is for author and admins, and once', async () => {
    const [mine, his] = [await send(anna, channel, 'mine'), await send(ben, channel, 'his')];
    expectRefusal(await act(ben, 'DELETE', path(mine.id)), 403, 'MESSAGE_DELETE_DENIED');
    for (const { id } of [mine, his]) expect(await act(anna, 'DELETE', path(id))).toMatchObject({ status: 200, body: { success: true } });
    const ids = (await history(ben)).map((message: { id: string }) => message.id);
    expect(ids).not.toContain(mine.id);
    expect(ids).not.toContain(his.id);
    expectRefusal(await act(anna, 'DELETE', path(mine.id)), 404, 'MESSAGE_NOT_FOUND');
  });

  it('CB-12-s2c-message:deleted names message and channel', async () => {
    const socket = await openWs('/ws', ben, 1);
    const sent = await send(anna, channel, 'gone soon');
    await act(anna, 'DELETE', path(sent.id));
    expect(await socket.next('message:deleted')).toEqual({ messageId: sent.id, channelId: channel, seq: expect.any(Number) });
  });

  it('CB-4.5 React to Message keeps one reaction of each user', async () => {
    const sent = await send(anna, channel, 'react');
    const react = (emoji: string) => act(ben, 'POST', path(sent.id, '/reactions'), { emoji });
    const reaction = { messageId: sent.id, userId: ben.id, createdAt: anyInstant };
    expect((await react('👍')).body).toEqual({ reaction: { ...reaction, emoji: '👍' } });
    const { status, body } = await react('🎉');
    expect([status, body]).toEqual([200, { reaction: { ...reaction, emoji: '🎉' } }]);
    expect((await history(anna))[0].reactions).toEqual([{ emoji: '🎉', userId: ben.id, userName: ben.name }]);
    expectRefusal(await react(':tada:'), 400, 'EMOJI_INVALID');
    expectRefusal(await act(ben, 'POST', path(sent.id, '/reactions'), {}), 400, 'INPUT_INVALID');
  });

  it('CB-12-s2c-message:reaction tells of a reaction', async () => {
    const socket = await openWs('/ws/messages', anna, 1);
    const sent = await send(anna, channel, 'react');
    const { body } = await act(ben, 'POST', path(sent.id, '/reactions'), { emoji: '👍' });
    const heard = await socket.next('message:reaction');
    expect(heard).toEqual({ messageId: sent.id, channelId: channel, reaction: body.reaction, seq: expect.any(Number) });
  });

  it('CB-4.6 Remove Reaction removes mine, tells it, and is 404 without one', async () => {
    const socket = await openWs('/ws/messages', anna, 1);
    const sent = await send(anna, channel, 'react');
    const { body } = await act(ben, 'POST', path(sent.id, '/reactions'), { emoji: '👍' });
    expect(await act(ben, 'DELETE', path(sent.id, '/reactions'))).toMatchObject({ status: 200, body: { success: true } });
    expect(await socket.next('message:updated')).toMatchObject({ id: sent.id, reactions: [] });
    expect(await socket.next('message:reaction-removed')).toMatchObject({ messageId: sent.id, reaction: body.reaction });
    expectRefusal(await act(ben, 'DELETE', path(sent.id, '/reactions')), 404, 'REACTION_NOT_FOUND');
  });

  it('CB-4.7 Pin Message is for admins, ten at most, with a system message', async () => {
    const { id } = await openChannel(anna, [ben]);
    const sent = await Promise.all(Array.from({ length: 11 }, (_, n) => send(anna, id, `m ${n}`)));
    const pin = (person: Person, messageId: string) => act(person, 'POST', `/api/chat/channels/${id}/messages/${messageId}/pin`);
    expectRefusal(await pin(ben, sent[0].id), 403, 'ROLE_REQUIRED');
    const answers = await Promise.all(sent.map((message) => pin(anna, message.id)));
    expect(answers.filter(({ status }) => status === 200).map(({ body }) => body)).toEqual(Array(10).fill({ success: true }));
    expectRefusal(answers.find(({ status }) => status !== 200) ?? answers[0]!, 400, 'PIN_LIMIT');
    const { body } = await act(ben, 'GET', `/api/chat/channels/${id}/pins`);
    expect(body.messages).toHaveLength(10);
    expect((await pin(anna, body.messages[0].id)).status).toBe(200);
    const { messages } = (await act(ben, 'GET', `/api/chat/channels/${id}/messages?limit=100`)).body;
    const said = messages.filter(
      ({ type, content }: { type?: string; content: string }) => type === 'system' && content === `${anna.name} pinned a message`,
    );
    expect(said).toHaveLength(10);
    expect(messages.filter(({ isPinned }: { isPinned: boolean }) => isPinned)).toHaveLength(10);
  });

  it('CB-4.8 Unpin Message takes it off, and in a DM both may', async () => {
    const { id } = await openDm(anna, ben);
    const sent = await send(anna, id, 'keep');
    const where = `/api/chat/channels/${id}/messages/${sent.id}/pin`;
    const socket = await openWs('/ws/messages', anna, 1);
    expect((await act(ben, 'POST', where)).body).toEqual({ success: true });
    expect(await socket.next('message:updated')).toMatchObject({ id: sent.id, isPinned: true });
    expect(await act(ben, 'DELETE', where)).toMatchObject({ status: 200, body: { success: true } });
    expect(await socket.next('message:updated')).toMatchObject({ id: sent.id, isPinned: false });
    expectRefusal(await act(ben, 'DELETE', where), 404, 'MESSAGE_NOT_FOUND');
    const sentInChannel = await send(anna, channel, 'keep');
    await act(anna, 'POST', path(sentInChannel.id, '/pin'));
    await act(anna, 'DELETE', path(sentInChannel.id, '/pin'));
    expect((await history(ben))[0]).toMatchObject({ type: 'system', content: `${anna.name} unpinned a message` });
  });

  it('CB-4.9 Get Thread Messages returns the parent and its replies, and reads them; the parent is told anew', async () => {
    const socket = await openWs('/ws/messages', anna, 1);
    const parent = await send(anna, channel, 'parent');
    const reply = async (content: string) =>
      (await act(ben, 'POST', `/api/chat/channels/${channel}/messages/send`, { content, parentMessageId: parent.id })).body.message;
    const [one, two] = [await reply('one'), await reply('two')];
    expect(await socket.next('message:updated', ({ threadCount }) => threadCount === 2)).toMatchObject({ id: parent.id, content: 'parent' });
    expect(await socket.next('message:new', ({ id }) => id === two.id)).toMatchObject({ parentMessageId: parent.id });
    const { status, body } = await act(anna, 'GET', path(parent.id, '/thread'));
    expect([status, body]).toEqual([200, { parentMessage: { ...parent, threadCount: 2 }, replies: [one, two], total: 2 }]);
    await act(anna, 'DELETE', path(parent.id));
    expect((await act(anna, 'GET', path(parent.id, '/thread'))).body).toMatchObject({ parentMessage: { content: '' }, total: 2 });
    expectRefusal(await act(cleo, 'GET', path(parent.id, '/thread')), 403, 'NOT_A_MEMBER');
    expectRefusal(await act(anna, 'GET', path(nowhere, '/thread')), 404, 'MESSAGE_NOT_FOUND');
  });
});
