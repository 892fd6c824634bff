import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user, type UserId } from '@parley/contracts';
import { searchSql } from '../src/directory/directory.repository.js';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('finding and seeing people', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const viewerId = newId<'user'>();
  const make = (displayName: string, given: Partial<user.CreateProfileInput>) =>
    harness.bus.call(user.createProfile, somebody({ displayName, email: `${newId()}@example.com`, ...given }));
  const input = { viewerId, withUsernames: false, withContactData: true, limit: 50, offset: 0 };
  const search = (text: string, changes: Partial<user.SearchUsersInput>) => harness.bus.call(user.searchUsers, { ...input, text, ...changes });
  const namesOf = ({ profiles }: user.UserPage) => profiles.map(({ displayName }) => displayName);
  const hide = (id: UserId, contact: user.Visibility) =>
    harness.bus.call(user.updateProfile, {
      origin: { userId: id, sessionId: newId<'session'>(), dialect: 'v1' },
      changes: { visibility: { contact } },
    });

  it('puts exact names first, then beginnings, words, parts, e-mail and phone (A-CB-19)', async () => {
    await make('Mackay Subzora', { email: 'none@example.com' });
    await make('Someone', { email: 'zora@example.com' });
    await make('Pizzorani', {});
    await make('Neale Zorah', {});
    await make('Zorandish', {});
    await make('zora', {});
    const page = await search('ZORA', {});
    expect(namesOf(page)).toEqual(['zora', 'Zorandish', 'Neale Zorah', 'Mackay Subzora', 'Pizzorani', 'Someone']);
    expect(page.total).toBe(6);
    expect(namesOf(await search('zora', { limit: 2, offset: 1 }))).toEqual(['Zorandish', 'Neale Zorah']);
    expect(await search('zora', { offset: 9 })).toEqual({ profiles: [], total: 6 });
    expect(namesOf(await search('zo', {}))).toEqual(['zora', 'Zorandish', 'Neale Zorah', 'Someone']);
  });

  it.each([
    ['ΝΙΚΟΣ', ['ΝΙΚΟΣ', 'Νικος', 'νικοσ']],
    ['İpek', ['İpek', 'i̇pek', 'IPEK']],
    ['Großmann', ['GROSSMANN', 'großmann']],
    ['Chloë', ['Chloe\u0308', 'CHLOË']],
    ['Bjo\u0308rn', ['björn', 'BJÖRN']],
  ])('CB-2.4: %s is found by every way to write the name', async (name, texts) => {
    const mail = `${newId()}.${name.normalize('NFC')}@example.com`;
    await make(name, { email: mail });
    for (const text of [...texts, mail.toUpperCase()]) expect([text, namesOf(await search(text, {}))]).toEqual([text, [name]]);
  });

  it('finds a phone by its first digits, however they are written', async () => {
    const { id } = await make('Phoner', { phone: '+4915112345' });
    for (const text of ['+49 151 1', '49151', '+4915112345']) expect((await search(text, {})).profiles.map((one) => one.id)).toContain(id);
    expect((await search('5112345', {})).profiles).toEqual([]);
    expect((await search('49151', { withContactData: false })).profiles).toEqual([]);
  });

  it('looks into user names where asked, never finds the viewer or the deleted, and takes % and _ as they are', async () => {
    const made = await make('Plain', { username: 'quixote_1' });
    expect(namesOf(await search('quixote', { withUsernames: true, withContactData: false }))).toEqual(['Plain']);
    expect(namesOf(await search('q', { withUsernames: true, withContactData: false }))).toEqual(['Plain']);
    expect((await search('quixote', {})).profiles).toEqual([]);
    expect((await search('qui%te', { withUsernames: true })).profiles).toEqual([]);
    expect((await search('quixote', { withUsernames: true, viewerId: made.id })).profiles).toEqual([]);
    await harness.database.query('UPDATE profile SET deleted_at = now() WHERE user_id = $1', [made.id]);
    expect((await search('quixote', { withUsernames: true })).profiles).toEqual([]);
  });

  it('shows e-mail and phone to whom their owner lets see them, and finds nobody by what is hidden (C36)', async () => {
    const ada = await make('Ada Hidden', { phone: '+4477001234', email: 'hidden@ada.example' });
    const seenBy = (id: UserId) => harness.bus.call(user.viewProfile, { viewerId: id, userId: ada.id });
    expect(await seenBy(viewerId)).toMatchObject({ email: 'hidden@ada.example', phone: '+4477001234' });
    await hide(ada.id, 'contacts');
    expect(await seenBy(viewerId)).toMatchObject({ email: null, phone: null, displayName: 'Ada Hidden' });
    expect(await seenBy(ada.id)).toMatchObject({ email: 'hidden@ada.example', phone: '+4477001234' });
    expect((await search('hidden@ada', {})).profiles).toEqual([]);
    expect((await search('+4477', {})).profiles).toEqual([]);
    const asked = newId<'contact'>();
    await harness.database.query(
      `INSERT INTO contact (id, low, high, state, requested_by) VALUES ($1, least($2, $3)::uuid, greatest($2, $3)::uuid, 'pending', $3::uuid)`,
      [asked, ada.id, viewerId],
    );
    expect(await seenBy(viewerId)).toMatchObject({ email: null, phone: null });
    expect((await search('hidden@ada', {})).profiles).toEqual([]);
    await harness.database.query(`UPDATE contact SET state = 'accepted' WHERE id = $1`, [asked]);
    expect(await seenBy(viewerId)).toMatchObject({ email: 'hidden@ada.example' });
    expect((await search('hidden@ada', {})).profiles.map(({ id }) => id)).toEqual([ada.id]);
    await hide(ada.id, 'nobody');
    expect(await harness.bus.call(user.viewProfiles, { viewerId, userIds: [ada.id, newId<'user'>()] })).toMatchObject([{ id: ada.id, email: null }]);
    await expect(harness.bus.call(user.viewProfile, { viewerId, userId: newId<'user'>() })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('reads no table as a whole, however a search matches', async () => {
    await harness.database.query(
      `INSERT INTO profile (user_id, username, display_name, email, phone_prefix_digests)
       SELECT gen_random_uuid(), 'planted' || n, md5(n::text) || ' ' || md5((-n)::text), md5(n::text) || '@planted.example', ARRAY[decode(md5(n::text), 'hex')]
         FROM generate_series(1, 4000) n`,
    );
    await harness.database.query('ANALYZE profile');
    for (const [withUsernames, withContactData] of [
      [true, false],
      [false, true],
    ] as const) {
      for (const [prefix, part] of [
        ['ada%', '%ada%'],
        ['ad%', '% ad%'],
      ]) {
        const given = [viewerId, 'ada', prefix, part, Buffer.from('0123456789abcdef01234567', 'hex'), 20, 0];
        const rows = await harness.database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${searchSql({ withUsernames, withContactData })}`, given);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).not.toMatch(/Seq Scan on profile/);
        expect(plan).toMatch(/profile_display_name_trigrams/);
      }
    }
  }, 30_000);
});
