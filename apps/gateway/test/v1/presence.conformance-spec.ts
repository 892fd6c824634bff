import { describe, expect, it } from '@jest/globals';
import { call, expectStatus, listen, makePerson, type Person } from './v1.harness.js';

const second = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const two = (): Promise<[Person, Person]> => Promise.all([makePerson('ada'), makePerson('bob')]);
const changed = (person: Person, status: string, message: string | null) => ({
  type: 'presence_changed',
  user_id: person.id,
  status,
  last_seen: second,
  status_message: message,
});
const seen = async (viewer: Person, person: Person): Promise<string> =>
  expectStatus(await call(viewer, 'GET', `/v1/users/${person.id}`), 200).data.status;

describe('V1-8.2: presence', () => {
  it('V1-8.2-c2s-subscribe_presence answers a snapshot at once, then V1-8.2-s2c-presence_changed', async () => {
    const [ada, bob] = await two();
    const bobs = await listen(bob, 1);
    bobs.send('subscribe_presence', { user_ids: [ada.id] });
    expect(await bobs.next('presence_changed')).toEqual(changed(ada, 'offline', null));
    const adas = await listen(ada, 0);
    expect(await bobs.next('presence_changed', ({ status }) => status === 'online')).toEqual(changed(ada, 'online', null));
    expect(await seen(bob, ada)).toBe('online');
    adas.close();
    bobs.close();
  });

  it('V1-8.2-c2s-presence_update sets state and message; without a message it stays (A-V1-35)', async () => {
    const [ada, bob] = await two();
    const [adas, bobs] = [await listen(ada, 0), await listen(bob, 1)];
    bobs.send('subscribe_presence', { user_ids: [ada.id] });
    adas.send('presence_update', { status: 'busy', status_message: 'In a call' });
    const next = (status: string) => bobs.next('presence_changed', (frame) => frame.status === status && frame.status_message === 'In a call');
    expect(await next('busy')).toEqual(changed(ada, 'busy', 'In a call'));
    adas.send('presence_update', { status: 'away' });
    expect(await next('away')).toEqual(changed(ada, 'away', 'In a call'));
    adas.send('presence_update', { status: 'inmeeting' });
    expect(await adas.next('error')).toMatchObject({ error: { code: 'VALIDATION_ERROR', details: { status: expect.any(String) } } });
    expectStatus(await call(ada, 'PUT', '/v1/users/me', { status_message: 'Back' }), 200);
    expect(await bobs.next('presence_changed', (frame) => frame.status_message === 'Back')).toEqual(changed(ada, 'away', 'Back'));
    for (const socket of [adas, bobs]) socket.close();
  });

  it('V1-8.2-s2c-presence_changed is not heard after unsubscribe_presence, nor over a block (C33)', async () => {
    const [ada, bob, cat] = [await makePerson('ada'), await makePerson('bob'), await makePerson('cat')];
    const [adas, bobs, cats] = [await listen(ada, 0), await listen(bob, 1), await listen(cat, 1)];
    for (const socket of [bobs, cats]) socket.send('subscribe_presence', { user_ids: [ada.id] });
    for (const socket of [bobs, cats]) await socket.next('presence_changed');
    expectStatus(await call(ada, 'POST', '/v1/users/me/blocked', { user_id: bob.id }), 200);
    cats.send('unsubscribe_presence', { user_ids: [ada.id] });
    cats.send('subscribe_presence', { user_ids: [bob.id] });
    await cats.next('presence_changed', ({ user_id }) => user_id === bob.id);
    const own = await listen(ada, 1);
    own.send('subscribe_presence', { user_ids: [ada.id] });
    // Or the answer to the subscription would say busy, before anybody is told.
    await own.next('presence_changed');
    adas.send('presence_update', { status: 'busy' });
    await own.next('presence_changed', ({ status }) => status === 'busy');
    expect(await seen(bob, ada)).toBe('offline');
    for (const socket of [bobs, cats]) expect(socket.heard('presence_changed').filter(({ status }) => status === 'busy')).toEqual([]);
    for (const socket of [adas, bobs, cats, own]) socket.close();
  });

  it('V1-8.2-c2s-subscribe_presence adds, up to 500 people for one socket (A-V1-34)', async () => {
    const [ada, bob] = await two();
    const socket = await listen(bob, 0);
    const absent = (n: number): string => `usr_${n.toString(16).padStart(24, '0')}`;
    socket.send('subscribe_presence', { user_ids: Array.from({ length: 500 }, (_, n) => absent(n)) });
    await socket.next('presence_changed', ({ user_id }) => user_id === absent(499));
    socket.send('subscribe_presence', { user_ids: [ada.id] });
    expect(await socket.next('error')).toMatchObject({ error: { code: 'VALIDATION_ERROR', details: { user_ids: expect.any(String) } } });
    // Who is there already is no more.
    socket.send('subscribe_presence', { user_ids: [absent(0)] });
    await socket.next('presence_changed', ({ user_id }) => user_id === absent(0));
    socket.send('unsubscribe_presence', { user_ids: [absent(0)] });
    socket.send('subscribe_presence', { user_ids: [ada.id] });
    expect(await socket.next('presence_changed', ({ user_id }) => user_id === ada.id)).toEqual(changed(ada, 'offline', null));
    socket.close();
  });

  it.each([{}, { user_ids: 'usr_1' }, { user_ids: Array.from({ length: 501 }, () => `usr_${'0'.repeat(24)}`) }])(
    'V1-8.2-c2s-subscribe_presence refuses a wrong list',
    async (frame) => {
      const ada = await makePerson('ada');
      const socket = await listen(ada, 0);
      socket.send('subscribe_presence', frame);
      expect(await socket.next('error')).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
      socket.close();
    },
  );
});
