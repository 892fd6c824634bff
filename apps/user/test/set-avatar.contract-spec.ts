import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user, type FileId, type Origin } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { somebody, startUser, type UserHarness } from './user.harness.js';

const urlOf = (fileId: FileId): string => `http://localhost:8000/cdn/${fileId}/avatar.png?s=x`;

describe('user.setAvatar', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const originOf = ({ id }: user.Profile): Origin => ({ userId: id, sessionId: newId(), dialect: 'connectbest' });
  const make = () => harness.bus.call(user.createProfile, somebody({}));
  const show = (profile: user.Profile, fileId: FileId) =>
    harness.bus.call(user.setAvatar, { origin: originOf(profile), fileId, avatarUrl: urlOf(fileId) });
  const told = ({ id }: user.Profile, fileId: FileId | null) =>
    harness.bus.event(user.avatarChanged, (payload) => payload.userId === id && payload.fileId === fileId);
  const timesTold = ({ id }: user.Profile) => harness.bus.eventsOf(user.avatarChanged).filter(({ payload }) => payload.userId === id).length;
  const storedFile = async ({ id }: user.Profile) => {
    const [row] = await harness.database.query<{ file: FileId | null }>('SELECT avatar_file_id AS file FROM profile WHERE user_id = $1', [id]);
    return row?.file;
  };

  const waiting = () => harness.database.lockWaits();

  it('C37: answers, stores and mirrors the picture, and tells each change once', async () => {
    const ada = await make();
    const [first, second] = [newId<'file'>(), newId<'file'>()];
    expect(await show(ada, first)).toMatchObject({ id: ada.id, avatarUrl: urlOf(first) });
    await told(ada, first);
    await show(ada, second);
    await show(ada, second);
    await told(ada, second);
    expect(await storedFile(ada)).toBe(second);
    expect(harness.mirrored.filter(({ id }) => id === ada.id).at(-1)).toMatchObject({ avatarUrl: urlOf(second) });
    await harness.bus.event(user.profileChanged, ({ profile }) => profile.avatarUrl === urlOf(second));
    expect(timesTold(ada)).toBe(2);
  });

  it('C37: another address detaches the picture, the same one keeps it', async () => {
    const ada = await make();
    const file = newId<'file'>();
    await show(ada, file);
    await harness.bus.call(user.updateProfile, { origin: originOf(ada), changes: { avatarUrl: urlOf(file), bio: 'x' } });
    expect(await storedFile(ada)).toBe(file);
    await harness.bus.call(user.updateProfile, { origin: originOf(ada), changes: { avatarUrl: 'https://example.com/a.png' } });
    await told(ada, null);
    expect(await storedFile(ada)).toBeNull();
  });

  it('C37: the address from before another picture came leaves none behind that nobody is shown', async () => {
    const ada = await make();
    const [first, second] = [newId<'file'>(), newId<'file'>()];
    await show(ada, first);
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM profile WHERE user_id = $1 FOR UPDATE', [ada.id]);
    const shown = show(ada, second);
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    const sentBack = harness.bus.call(user.updateProfile, { origin: originOf(ada), changes: { avatarUrl: urlOf(first), bio: 'x' } });
    await eventually(async () => expect(await waiting()).toHaveLength(2), 5_000);
    await holder.query('COMMIT');
    await holder.end();
    await shown;
    expect(await sentBack).toMatchObject({ avatarUrl: urlOf(first) });
    expect(await storedFile(ada)).toBeNull();
    await told(ada, null);
  });

  it('C80: an erased profile has no picture', async () => {
    const ada = await make();
    const file = newId<'file'>();
    await show(ada, file);
    await harness.bus.call(user.eraseProfile, { userId: ada.id });
    await told(ada, null);
    expect(await storedFile(ada)).toBeNull();
  });

  it('tells of many at once in the order of their times, the last of which is shown', async () => {
    const ada = await make();
    const files = Array.from({ length: 5 }, () => newId<'file'>());
    await Promise.all(files.map((file) => show(ada, file)));
    const events = await Promise.all(files.map((file) => told(ada, file)));
    const times = events.map(({ payload }) => payload.changedAt);
    expect(new Set(times).size).toBe(5);
    const latest = events.find(({ payload }) => payload.changedAt === [...times].sort().at(-1));
    expect(await storedFile(ada)).toBe(latest?.payload.fileId);
  });

  it('does not know strangers, and refuses what is no address', async () => {
    const [ada, fileId] = [await make(), newId<'file'>()];
    await expect(show({ ...ada, id: newId() }, fileId)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    const wrong = { origin: originOf(ada), fileId, avatarUrl: 'javascript:alert(1)' };
    await expect(harness.bus.call(user.setAvatar, wrong)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
