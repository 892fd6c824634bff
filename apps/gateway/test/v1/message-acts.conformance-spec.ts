import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type WsClient } from '@parley/testing';
import { base64, call, errorBody, expectStatus, historyOf, listen, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const unknownId = 'msg_65a0000000000000000000aa';

describe('V1 acts on messages', () => {
  let john: Person;
  let jane: Person;
  let stranger: Person;
  let direct: string;
  const open: WsClient[] = [];

  beforeAll(async () => {
    [john, jane, stranger] = await Promise.all([makePerson('john'), makePerson('jane'), makePerson('stranger')]);
    direct = await openDirect(john, jane);
  });
  afterEach(() => open.splice(0).forEach((socket) => socket.close()));

  const ear = async (person: Person, gateway: number): Promise<WsClient> => {
    const socket = await listen(person, gateway);
    open.push(socket);
    return socket;
  };
  const newest = async (person: Person) => (await historyOf(person, direct, '?limit=1')).messages[0];

  it('V1-3.5 Edit Message returns 200, shows the edit to all, and refuses others', async () => {
    const socket = await ear(jane, 1);
    const { message_id } = await sendText(john, direct, 'before');
    const answer = await call(john, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: base64('after') });
    expect(expectStatus(answer, 200)).toEqual({ success: true, data: { message_id, is_edited: true, updated_at: time } });
    expect(await newest(jane)).toMatchObject({ message_id, content_encrypted: base64('after'), is_edited: true, updated_at: time });
    const heard = await socket.next('message_updated');
    expect(heard).toMatchObject({ type: 'message_updated', conversation_id: direct, seq: expect.any(Number) });
    expect(heard.message).toMatchObject({ message_id, content_encrypted: base64('after'), is_edited: true });
    const refused = await call(jane, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: base64('mine') });
    expect([refused.status, refused.body]).toEqual([403, errorBody('AUTHORIZATION_FAILED', {})]);
    expect((await call(stranger, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: base64('x') })).status).toBe(403);
    expect((await call(john, 'PUT', `/v1/messages/${unknownId}`, { content_encrypted: base64('x') })).status).toBe(404);
    expect((await call(john, 'PUT', '/v1/messages/nonsense', { content_encrypted: base64('x') })).status).toBe(404);
    const bad = await call(john, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: '%%' });
    expect([bad.status, bad.body]).toEqual([400, errorBody('VALIDATION_ERROR', { content_encrypted: expect.any(String) })]);
  });

  it('V1-3.5 an edit is no way to write to one who blocks (C31)', async () => {
    const [blocked, blocker] = await Promise.all([makePerson('blocked'), makePerson('blocker')]);
    const { message_id } = await sendText(blocked, await openDirect(blocked, blocker), 'before');
    expectStatus(await call(blocker, 'POST', '/v1/users/me/blocked', { user_id: blocked.id }), 200);
    const edit = () => call(blocked, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: base64('since') });
    await eventually(async () => expect(await edit()).toMatchObject({ status: 403, body: errorBody('AUTHORIZATION_FAILED', {}) }), 5_000);
    expectStatus(await call(blocker, 'DELETE', `/v1/users/me/blocked/${blocked.id}`), 200);
    await eventually(async () => expect((await edit()).status).toBe(200), 5_000);
  });

  it('V1-3.6 Delete Message is for me unless told, and leaves a stub for everyone', async () => {
    const [socket, own] = await Promise.all([ear(jane, 1), ear(john, 0)]);
    const { message_id } = await sendText(john, direct, 'delete me');
    expect(expectStatus(await call(jane, 'DELETE', `/v1/messages/${message_id}`), 200)).toEqual({
      success: true,
      message: 'Message deleted successfully',
    });
    expect((await newest(jane)).message_id).not.toBe(message_id);
    expect((await newest(john)).message_id).toBe(message_id);
    expect((await call(jane, 'DELETE', `/v1/messages/${message_id}?delete_for=me`)).status).toBe(404);

    const { message_id: second } = await sendText(john, direct, 'and me');
    const refused = await call(jane, 'DELETE', `/v1/messages/${second}?delete_for=everyone`);
    expect([refused.status, refused.body]).toEqual([403, errorBody('AUTHORIZATION_FAILED', {})]);
    expectStatus(await call(john, 'DELETE', `/v1/messages/${second}?delete_for=everyone`), 200);
    const heard = await socket.next('message_deleted', (data) => data.message_id === second);
    expect(heard).toMatchObject({ conversation_id: direct, delete_for: 'everyone', deleted_at: time, seq: expect.any(Number) });
    expect(await newest(jane)).toMatchObject({ message_id: second, is_deleted: true, content_encrypted: '', reactions: {} });
    expect((await call(john, 'DELETE', `/v1/messages/${second}?delete_for=everyone`)).status).toBe(404);
    expect((await call(john, 'DELETE', `/v1/messages/${second}?delete_for=nobody`)).status).toBe(400);
    expect(own.heard('message_deleted')).toEqual([]);
  });

  it('V1-3.7 React to Message answers everybody’s reactions, repeats harmlessly, and takes one back', async () => {
    const socket = await ear(john, 1);
    const { message_id } = await sendText(john, direct, 'react');
    const react = (person: Person, emoji: string) => call(person, 'POST', `/v1/messages/${message_id}/reactions`, { emoji });
    expectStatus(await react(jane, '👍'), 200);
    expectStatus(await react(jane, '👍'), 200);
    expectStatus(await react(john, '👍'), 200);
    const body = expectStatus(await react(jane, '🚀'), 200);
    const reactions = { '👍': [jane.id, john.id], '🚀': [jane.id] };
    expect(body).toEqual({ success: true, data: { message_id, reactions } });
    expect((await newest(john)).reactions).toEqual(reactions);
    const heard = await socket.next('reaction_updated', (data) => data.reactions['🚀'] !== undefined);
    expect(heard).toEqual({ type: 'reaction_updated', conversation_id: direct, message_id, reactions, seq: expect.any(Number) });
    expect((await react(jane, 'x')).status).toBe(400);
    expect((await react(jane, ':+1:')).status).toBe(400);
    expect((await react(stranger, '👍')).status).toBe(403);
    const gone = await call(jane, 'DELETE', `/v1/messages/${message_id}/reactions?emoji=${encodeURIComponent('👍')}`);
    expect(expectStatus(gone, 200).data.reactions).toEqual({ '👍': [john.id], '🚀': [jane.id] });
    expect((await socket.next('message_updated')).message.reactions).toEqual({ '👍': [john.id], '🚀': [jane.id] });
    expect((await call(jane, 'DELETE', `/v1/messages/${message_id}/reactions?emoji=${encodeURIComponent('👍')}`)).status).toBe(404);
  });

  it('V1-3.8 Mark as Read reads up to and including a message', async () => {
    const group = await makeGroup(john, 'Readers', [jane, stranger]);
    const [{ message_id: first }, { message_id: second }] = [await sendText(john, group, 'one'), await sendText(john, group, 'two')];
    await sendText(john, group, 'three');
    const read = (conversationId: string, message_id: string) => call(jane, 'POST', `/v1/conversations/${conversationId}/read`, { message_id });
    expect(expectStatus(await read(group, second), 200)).toEqual({ success: true, message: 'Messages marked as read' });
    expectStatus(await read(group, first), 200);
    const { data } = expectStatus(await call(jane, 'GET', '/v1/conversations'), 200);
    const listed = data.conversations.find((one: { conversation_id: string }) => one.conversation_id === group);
    expect(listed).toMatchObject({ unread_count: 1, last_message: { is_read: false } });
    const { messages } = await historyOf(john, group, '?limit=3');
    expect(messages.map((message: { delivery_status: { read_by: string[]; read: boolean } }) => message.delivery_status)).toMatchObject([
      { read_by: [], read: false },
      { read_by: [jane.id], delivered_to: [jane.id], delivered: false, read: false },
      { read_by: [jane.id], read: false },
    ]);
    expect((await read(direct, second)).status).toBe(404);
    expect((await read(group, unknownId)).status).toBe(404);
    expect((await call(jane, 'POST', `/v1/conversations/${group}/read`, {})).status).toBe(400);
  });

  it('V1-8.3-s2c-message_read reaches all others once, with the newest id', async () => {
    const [johns, janes] = await Promise.all([ear(john, 0), ear(jane, 1)]);
    await sendText(john, direct, 'one');
    const { message_id } = await sendText(john, direct, 'two');
    expectStatus(await call(jane, 'POST', `/v1/conversations/${direct}/read`, { message_id }), 200);
    expectStatus(await call(jane, 'POST', `/v1/conversations/${direct}/read`, { message_id }), 200);
    expect(await johns.next('message_read')).toEqual({
      type: 'message_read',
      conversation_id: direct,
      message_id,
      read_by: jane.id,
      read_at: time,
      seq: expect.any(Number),
    });
    expect(await newest(john)).toMatchObject({ message_id, delivery_status: { delivered: true, read: true, read_by: [jane.id] } });
    expect([johns.heard('message_read').length, janes.heard('message_read').length]).toEqual([1, 0]);
  });

  it('V1-8.2-c2s-typing reaches the other, ends after 5 seconds, and is refused to strangers', async () => {
    const [johns, janes, strangers] = await Promise.all([ear(john, 0), ear(jane, 1), ear(stranger, 0)]);
    for (let n = 0; n < 4; n++) johns.send('typing', { conversation_id: direct, is_typing: true });
    expect(await janes.next('typing')).toEqual({ type: 'typing', conversation_id: direct, user_id: john.id, is_typing: true });
    await eventually(() => expect(janes.heard('typing')).toHaveLength(2), 9_000);
    expect(await janes.next('typing')).toMatchObject({ is_typing: false });
    expect([janes.heard('typing').length, johns.heard('typing').length]).toEqual([2, 0]);
    strangers.send('typing', { conversation_id: direct, is_typing: true });
    expect(await strangers.next('error')).toMatchObject({ error: { code: 'AUTHORIZATION_FAILED' } });
    strangers.send('typing', { conversation_id: direct });
    expect(await strangers.next('error')).toMatchObject({ error: { code: 'VALIDATION_ERROR', details: { is_typing: expect.any(String) } } });
  }, 15_000);
});
