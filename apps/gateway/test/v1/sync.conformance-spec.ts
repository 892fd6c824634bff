import { beforeAll, describe, expect, it } from '@jest/globals';
import { http, type Json } from '@parley/testing';
import { base64, call, errorBody, expectStatus, listen, makeGroup, makePerson, sendText, type Person } from './v1.harness.js';

const pathOf = (cursors: object): string => `/v1/sync?cursors=${Buffer.from(JSON.stringify(cursors)).toString('base64url')}`;
const syncOf = async (person: Person, path: string): Promise<Json> => expectStatus(await call(person, 'GET', path), 200).data;

describe('V1 sync', () => {
  let john: Person;
  let jane: Person;
  let group: string;
  beforeAll(async () => {
    [john, jane] = await Promise.all([makePerson('john'), makePerson('jane')]);
    group = await makeGroup(john, 'Synced', [jane]);
  });

  it('A-00-14 GET /v1/sync without cursors answers heads only', async () => {
    await sendText(john, group, 'a');
    const sync = await syncOf(jane, '/v1/sync');
    expect(sync).toEqual({ changes: [], heads: { [group]: expect.any(Number) }, next: null, reset: [] });
    await sendText(john, group, 'b');
    expect((await syncOf(jane, '/v1/sync')).heads[group]).toBe(sync.heads[group] + 1);
  });

  it('A-00-14 GET /v1/sync answers every change since a cursor, without a hole', async () => {
    const { message_id } = await sendText(john, group, 'newest');
    const { changes, heads, next, reset } = await syncOf(jane, pathOf({ [group]: 0 }));
    expect(changes.map(({ seq }: Json) => seq)).toEqual(Array.from({ length: heads[group] }, (_, n) => n + 1));
    expect([next, reset]).toEqual([null, []]);
    expect(changes[0]).toMatchObject({ conversation_id: group, type: 'participants_added' });
    expect(changes[0].payload.participants.map(({ user_id }: Json) => user_id).sort()).toEqual([john.id, jane.id].sort());
    expect(changes.at(-1)).toMatchObject({
      type: 'message_received',
      payload: { message: { message_id, sender_id: john.id, content_encrypted: base64('newest'), is_deleted: false } },
    });
    expect((await syncOf(jane, pathOf({ [group]: heads[group] }))).changes).toEqual([]);
  });

  it('A-00-14 GET /v1/sync resets a cursor from the future and ignores conversations of others', async () => {
    const other = await makePerson('other');
    expect((await syncOf(jane, pathOf({ [group]: 1_000_000 }))).reset).toEqual([group]);
    expect(await syncOf(other, pathOf({ [group]: 0 }))).toEqual({ changes: [], heads: {}, next: null, reset: [] });
  });

  it('A-00-14 GET /v1/sync refuses cursors that are none, and viewers without a token', async () => {
    for (const path of ['/v1/sync?cursors=nonsense', pathOf([1]), pathOf({ [group]: -1 }), pathOf({ nobody: 1 })]) {
      const { status, body } = await call(jane, 'GET', path);
      expect(status).toBe(400);
      expect(body).toEqual(errorBody('VALIDATION_ERROR', { cursors: expect.any(String) }));
    }
    expect((await http('GET', '/v1/sync', {}, 0)).status).toBe(401);
  });

  it('A-00-14 the socket verb sync answers as REST does', async () => {
    const socket = await listen(jane, 1);
    socket.send('sync', { cursors: { [group]: 0 } });
    expect(await socket.next('sync')).toEqual({ type: 'sync', ...(await syncOf(jane, pathOf({ [group]: 0 }))) });
    socket.send('sync', { cursors: { [group]: 'x' } });
    expect((await socket.next('error')).error).toMatchObject({ code: 'VALIDATION_ERROR', details: { cursors: expect.any(String) } });
    socket.close();
  });

  it('A-00-14 after sync a socket hears every seq: its own session too, and hints of what has no event', async () => {
    const socket = await listen(john, 0);
    socket.send('sync', {});
    const { heads } = await socket.next('sync');
    const { message_id } = await sendText(john, group, 'my own');
    expect(await socket.next('message_received')).toMatchObject({ message: { message_id }, seq: heads[group] + 1 });
    const made = await makeGroup(jane, 'Hinted', [john]);
    expect(await socket.next('sync_hint')).toEqual({ type: 'sync_hint', conversation: made, seq: 1 });
    socket.close();
  });
});
