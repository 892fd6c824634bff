import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, type Json } from '@parley/testing';
import { call, closeSockets, expectRefusal, openChannel, openDm, openWs, register, send, type Person } from './connectbest.harness.js';

const untouched = { enabled: true, soundEnabled: true, channels: {}, dnd: { enabled: false, startTime: '22:00', endTime: '08:00' } };
const get = async ({ token }: Person): Promise<Json> => (await call('GET', '/api/notifications/settings', { token })).body.settings;
const put = ({ token }: Person, body: object) => call('PUT', '/api/notifications/settings', { token, body });
const unreadOf = async ({ token }: Person): Promise<number> => (await call('GET', '/api/notifications', { token })).body.unreadCount;
const unread = (person: Person, expected: number) => eventually(async () => expect(await unreadOf(person)).toBe(expected), 10_000);
/** `HH:mm` some hours from now in UTC. */
const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);

describe('section 9: how one wants to be told', () => {
  let ann: Person;
  beforeAll(async () => void (ann = await register('ann')));
  afterEach(closeSockets);

  it('CB-9.1 Get Notification Settings begins with the defaults (A-CB-77)', async () => {
    const ben = await register('ben');
    expect(await call('GET', '/api/notifications/settings', { token: ben.token })).toMatchObject({ status: 200, body: { settings: untouched } });
  });

  it('CB-9.2 Update Notification Settings replaces what is given, merges channels and dnd, and null takes a channel back (A-CB-76)', async () => {
    const ben = await register('ben');
    const [one, two] = [await openChannel(ann, [ben]), await openChannel(ann, [ben])];
    const dm = await openDm(ann, ben);
    expect(await put(ben, { enabled: false })).toMatchObject({ status: 200, body: { settings: { ...untouched, enabled: false } } });
    const channels = { [one.id]: { enabled: true, mentions: 'mentions' }, [dm.id]: { enabled: false } };
    await put(ben, { soundEnabled: false, channels, dnd: { startTime: '23:15' } });
    const { body } = await put(ben, {
      enabled: true,
      channels: { [two.id]: { mentions: 'nothing' }, [one.id]: { enabled: false } },
      dnd: { enabled: true },
    });
    const settings = {
      enabled: true,
      soundEnabled: false,
      channels: {
        [one.id]: { enabled: false, mentions: 'mentions' },
        [two.id]: { enabled: true, mentions: 'nothing' },
        [dm.id]: { enabled: false, mentions: 'all' },
      },
      dnd: { enabled: true, startTime: '23:15', endTime: '08:00' },
    };
    expect([body, await get(ben)]).toEqual([{ settings }, settings]);
    expect((await put(ben, { channels: { [one.id]: null, [two.id]: null } })).body.settings.channels).toEqual({
      [dm.id]: { enabled: false, mentions: 'all' },
    });
    expect((await put(ben, {})).body.settings).toEqual(await get(ben));
    // The two switches are those of the profile (C73).
    const { user } = (await call('GET', '/api/auth/me', { token: ben.token })).body;
    expect(user.preferences).toMatchObject({ notifications: true, soundEnabled: false });
    await call('PUT', '/api/users/profile', { token: ben.token, body: { preferences: { notifications: false } } });
    expect((await get(ben)).enabled).toBe(false);
  });

  it('CB-9.2 refuses bad fields and channels one is not in, and changes nothing then', async () => {
    const ben = await register('ben');
    const [mine, foreign] = [await openChannel(ben, []), await openChannel(ann, [])];
    for (const body of [
      { enabled: 'yes' },
      { soundEnabled: 1 },
      { channels: 'all' },
      { channels: { [mine.id]: 'all' } },
      { channels: { [mine.id]: { mentions: 'some' } } },
      { channels: { [mine.id]: { enabled: 'no' } } },
      { channels: { nowhere: { enabled: false } } },
      { enabled: false, channels: { [mine.id]: { enabled: false }, [foreign.id]: { enabled: false } } },
      { dnd: { startTime: '25:00' } },
      { dnd: { endTime: '8:00' } },
      { dnd: true },
    ])
      expectRefusal(await put(ben, body), 400, 'INPUT_INVALID');
    expect(await get(ben)).toEqual(untouched);
  });

  it('CB-9.2 a muted channel, in either dialect’s words (C57), keeps what comes without pushing it (A-CB-80)', async () => {
    const ben = await register('ben');
    const quiet = await openChannel(ann, [ben]);
    await unread(ben, 1);
    const ears = await openWs('/ws/notifications', ben, 1);
    const isMuted = async (): Promise<boolean> => {
      const { body } = await http('GET', '/v1/conversations', { token: ben.token }, 0);
      return body.data.conversations.find(({ type }: Json) => type === 'group').is_muted;
    };
    const metadata = `/v1/conversations/${quiet.id}/metadata`;
    const changeV1 = async (is_muted: boolean) => (await http('PUT', metadata, { token: ben.token, body: { is_muted } }, 0)).body.data;
    const mention = (text: string) => send(ann, quiet.id, `@"${ben.name}" ${text}`);
    await put(ben, { channels: { [quiet.id]: { mentions: 'nothing' } } });
    expect(await isMuted()).toBe(true);
    await mention('one');
    await unread(ben, 2);
    expect(await changeV1(true)).toMatchObject({ is_muted: true });
    expect((await get(ben)).channels[quiet.id]).toEqual({ enabled: false, mentions: 'nothing' });
    await mention('two');
    await unread(ben, 3);
    expect(await changeV1(false)).toMatchObject({ is_muted: false });
    expect((await get(ben)).channels[quiet.id]).toEqual({ enabled: true, mentions: 'all' });
    await mention('three');
    expect((await ears.next('notification:new')).message).toContain('three');
    expect(ears.heard('notification:new')).toHaveLength(1);
  });

  it('CB-9.2 nothing is told to who wants none', async () => {
    const [ben, carol] = [await register('ben'), await register('carol')];
    const dm = await openDm(ann, ben);
    await send(ann, dm.id, 'one');
    await unread(ben, 1);
    await put(ben, { enabled: false });
    await send(ann, dm.id, 'two');
    // What counts is the wish when the message is judged: that of a later one shows that this one was.
    await send(ann, (await openDm(ann, carol)).id, 'later');
    await unread(carol, 1);
    await put(ben, { enabled: true });
    await send(ann, dm.id, 'three');
    await unread(ben, 2);
  });

  it('CB-9.2 do-not-disturb keeps what comes without pushing it, by the clock of the user', async () => {
    const ben = await register('ben');
    const dm = await openDm(ann, ben);
    const ears = await openWs('/ws/notifications', ben, 1);
    // In Kiritimati it is 14 hours later.
    await put(ben, { dnd: { enabled: true, startTime: clock(13), endTime: clock(15) } });
    await call('PUT', '/api/users/profile', { token: ben.token, body: { preferences: { timezone: 'Pacific/Kiritimati' } } });
    await send(ann, dm.id, 'in the night');
    await unread(ben, 1);
    await call('PUT', '/api/users/profile', { token: ben.token, body: { preferences: { timezone: 'UTC' } } });
    await send(ann, dm.id, 'by day');
    expect(await ears.next('notification:new')).toMatchObject({ message: `${ann.name}: by day` });
    expect(ears.heard('notification:new')).toHaveLength(1);
  });
});
