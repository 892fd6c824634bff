import { beforeAll, describe, expect, it } from '@jest/globals';
import { call, errorBody, expectStatus, historyOf, listen, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const brief = ({ id, username, fullName }: Person) => ({ user_id: id, username, full_name: fullName });

describe('V1 groups (A-V1-15)', () => {
  let john: Person;
  let jane: Person;
  let jack: Person;
  beforeAll(async () => {
    [john, jane, jack] = await Promise.all([makePerson('john'), makePerson('jane'), makePerson('jack')]);
  });

  const update = (person: Person, id: string, body: object) => call(person, 'PUT', `/v1/conversations/${id}`, body);
  const add = (person: Person, id: string, ids: unknown) => call(person, 'POST', `/v1/conversations/${id}/participants`, { participant_ids: ids });
  const remove = (person: Person, id: string, userId: string) => call(person, 'DELETE', `/v1/conversations/${id}/participants/${userId}`);
  const leave = (person: Person, id: string) => call(person, 'DELETE', `/v1/conversations/${id}`);

  it('renames a group and changes its picture', async () => {
    const id = await makeGroup(john, 'Before', [jane]);
    const avatar_url = 'https://cdn.example.com/new.jpg';
    const { status, body } = await update(john, id, { name: ' After ', avatar_url });
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, data: { conversation_id: id, type: 'group', name: 'After', avatar_url, updated_at: time } });
    const { conversations } = expectStatus(await call(jane, 'GET', '/v1/conversations'), 200).data;
    expect(conversations[0]).toMatchObject({ conversation_id: id, name: 'After', avatar_url });
    expect((await update(john, id, { avatar_url: null })).body.data).toMatchObject({ name: 'After', avatar_url: null });
    expect((await update(jane, id, { name: 'Mine' })).body).toEqual(errorBody('AUTHORIZATION_FAILED', {}));
    expect((await update(john, id, { name: '' })).status).toBe(400);
    expect((await update(john, await openDirect(john, jane), { name: 'x' })).status).toBe(400);
  });

  it('adds participants, who hear at once and read from the beginning', async () => {
    const id = await makeGroup(john, 'Growing', [jane]);
    const socket = await listen(jack, 1);
    const { status, body } = await add(john, id, [jack.id, jane.id]);
    expect(status).toBe(201);
    expect(body).toEqual({ success: true, data: { conversation_id: id, participants: expect.any(Array) } });
    expect(body.data.participants).toEqual(expect.arrayContaining([brief(jack), brief(jane)]));
    await sendText(john, id, 'hello jack');
    await socket.next('message_received', ({ message }) => message.content_encrypted === Buffer.from('hello jack').toString('base64'));
    expect((await historyOf(jack, id, '')).messages.length).toBeGreaterThan(2);
    expect((await add(jane, id, [jack.id])).status).toBe(403);
    expect((await add(john, id, ['usr_65a0000000000000000000aa'])).status).toBe(404);
    expect((await add(john, id, [])).status).toBe(400);
    socket.close();
  });

  it('C44, C55: what the system says of it reaches the session that did it, too, but not what that one sends', async () => {
    const socket = await listen(john, 1);
    const id = await makeGroup(john, 'Told', [jane]);
    await add(john, id, [jack.id]);
    await sendText(john, id, 'mine');
    await update(john, id, { name: 'Told again' });
    const last = Buffer.from('Channel updated').toString('base64');
    await socket.next('message_received', ({ conversation_id, message }) => conversation_id === id && message.content_encrypted === last);
    const heard = socket.heard('message_received').filter(({ conversation_id }) => conversation_id === id);
    expect(heard.map(({ message }) => Buffer.from(message.content_encrypted as string, 'base64').toString())).toEqual([
      'Channel created',
      `${jack.fullName} joined the channel`,
      'Channel updated',
    ]);
    socket.close();
  });

  it('removes participants and lets them leave; an owner is followed', async () => {
    const id = await makeGroup(john, 'Shrinking', [jane, jack]);
    expect((await remove(jane, id, jack.id)).status).toBe(403);
    expect(await remove(john, id, jack.id)).toMatchObject({ status: 200, body: { success: true, message: expect.any(String) } });
    expect((await call(jack, 'GET', `/v1/conversations/${id}/messages`)).status).toBe(403);
    expect((await remove(john, id, jack.id)).status).toBe(404);
    expect(await leave(john, id)).toMatchObject({ status: 200, body: { success: true, message: expect.any(String) } });
    expect((await update(jane, id, { name: 'Hers now' })).status).toBe(200);
    expect((await remove(jane, id, jane.id)).status).toBe(200);
    expect((await call(jane, 'GET', `/v1/conversations/${id}/messages`)).status).toBe(404);
    expect((await leave(john, await openDirect(john, jane))).status).toBe(400);
  });

  it('V1-3.1 Get Conversations lists pinned ones first, set by PUT …/metadata (C56, A-V1-46)', async () => {
    const owner = await makePerson('pin');
    const [old, recent] = [await makeGroup(owner, 'Old', [jane]), await makeGroup(owner, 'Recent', [jane])];
    const change = (body: object) => call(owner, 'PUT', `/v1/conversations/${old}/metadata`, body);
    const { status, body } = await change({ is_pinned: true });
    expect(status).toBe(200);
    expect(body).toEqual({ success: true, data: { conversation_id: old, is_pinned: true, is_muted: false } });
    expect((await change({ is_muted: true })).body.data).toMatchObject({ is_pinned: true, is_muted: true });
    const { conversations } = expectStatus(await call(owner, 'GET', '/v1/conversations'), 200).data;
    expect(conversations).toMatchObject([
      { conversation_id: old, is_pinned: true, is_muted: true },
      { conversation_id: recent, is_pinned: false, is_muted: false },
    ]);
    expect((await change({ is_pinned: 'yes' })).status).toBe(400);
    expect((await call(jack, 'PUT', `/v1/conversations/${old}/metadata`, { is_pinned: true })).status).toBe(403);
  });
});
