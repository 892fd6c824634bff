import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user, type Origin } from '@parley/contracts';
import { somebody, startUser, type UserHarness } from './user.harness.js';

const noStreak = { days: 0, isSafe: false };

describe('contacts', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  const originOf = ({ id }: user.UserCard): Origin => ({ userId: id, sessionId: newId<'session'>(), dialect: 'v1' });
  const make = (displayName: string) => harness.bus.call(user.createProfile, somebody({ displayName }));
  const pair = () => Promise.all([make('Ada'), make('Bob')]);
  const request = (me: user.UserCard, other: user.UserRef, mustBeNew: boolean) =>
    harness.bus.call(user.requestContact, { origin: originOf(me), user: other, message: 'hello', mustBeNew });
  const of = (me: user.UserCard, other: user.UserCard) => ({ origin: originOf(me), user: { id: other.id } });
  const cardOf = ({ id, num, username, displayName, avatarUrl }: user.Profile): user.UserCard => ({ id, num, username, displayName, avatarUrl });
  const list = async (me: user.UserCard, state: user.ListContactsInput['state']) =>
    (await harness.bus.call(user.listContacts, { viewerId: me.id, state, limit: 50, offset: 0 })).contacts;

  it('a request is stored, published, and pending on both sides', async () => {
    const [ada, bob] = await pair();
    const { contact, isNew } = await request(ada, { username: bob.username }, true);
    const rest = { relation: 'pending', isBlocked: false, message: 'hello', since: expect.stringMatching(/Z$/), streak: noStreak };
    expect([isNew, contact]).toEqual([true, { id: expect.any(String), user: cardOf(bob), isRequestedByMe: true, ...rest }]);
    expect(await list(bob, 'pending')).toEqual([{ ...contact, user: cardOf(ada), isRequestedByMe: false }]);
    expect(await list(bob, 'accepted')).toEqual([]);
    const event = await harness.bus.event(user.contactRequested, ({ contactId }) => contactId === contact.id);
    expect(event.payload).toEqual({ contactId: contact.id, requester: cardOf(ada), target: cardOf(bob), message: 'hello' });
  });

  it('a repeat is refused or answered as it stands, and publishes nothing', async () => {
    const [ada, bob] = await pair();
    const first = await request(ada, { id: bob.id }, true);
    await expect(request(ada, { id: bob.id }, true)).rejects.toMatchObject({ code: 'CONTACT_EXISTS' });
    expect(await request(ada, { num: bob.num }, false)).toEqual({ contact: first.contact, isNew: false });
    // What is published later arrives later.
    const [eve, dan] = await pair();
    await request(eve, { id: dan.id }, true);
    await harness.bus.event(user.contactRequested, ({ requester }) => requester.id === eve.id);
    expect(harness.bus.eventsOf(user.contactRequested).filter(({ payload }) => payload.requester.id === ada.id)).toHaveLength(1);
  });

  it('two who ask each other are contacts, also at the same moment', async () => {
    const [ada, bob] = await pair();
    await Promise.all([request(ada, { id: bob.id }, false), request(bob, { id: ada.id }, false)]);
    expect(await list(ada, 'accepted')).toMatchObject([{ user: { id: bob.id }, relation: 'accepted' }]);
    const accepted = await harness.bus.event(user.contactAccepted, ({ requester, target }) => [requester.id, target.id].includes(ada.id));
    expect(new Set([accepted.payload.requester.id, accepted.payload.target.id])).toEqual(new Set([ada.id, bob.id]));
    expect(await harness.database.query('SELECT 1 FROM contact WHERE $1 IN (low, high)', [ada.id])).toHaveLength(1);
  });

  it('only who was asked accepts or rejects; a rejected request may be made again', async () => {
    const [ada, bob] = await pair();
    await request(ada, { id: bob.id }, true);
    for (const answer of [user.acceptContact, user.rejectContact])
      await expect(harness.bus.call(answer, of(ada, bob))).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    expect(await harness.bus.call(user.rejectContact, of(bob, ada))).toMatchObject({ id: null, relation: 'none', since: null });
    await harness.bus.event(user.contactRejected, ({ requester }) => requester.id === ada.id);
    await expect(harness.bus.call(user.acceptContact, of(bob, ada))).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    await request(ada, { id: bob.id }, true);
    expect(await harness.bus.call(user.acceptContact, of(bob, ada))).toMatchObject({ relation: 'accepted', isRequestedByMe: false });
  });

  it('either ends a relation, once', async () => {
    const [ada, bob] = await pair();
    await request(ada, { id: bob.id }, true);
    await harness.bus.call(user.acceptContact, of(bob, ada));
    await harness.bus.call(user.removeContact, of(bob, ada));
    expect((await harness.bus.event(user.contactRemoved, ({ target }) => target.id === bob.id)).payload.state).toBe('accepted');
    expect(await list(ada, 'all')).toEqual([]);
    await expect(harness.bus.call(user.removeContact, of(ada, bob))).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
  });

  it('nobody asks himself or a stranger', async () => {
    const ada = await make('Ada');
    await expect(request(ada, { id: ada.id }, true)).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    await expect(request(ada, { username: 'nobody_at_all' }, true)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(harness.bus.call(user.removeContact, of(ada, ada))).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    await expect(harness.bus.call(user.getContact, { viewerId: ada.id, user: { id: ada.id } })).rejects.toMatchObject({ code: 'SELF_TARGETED' });
  });

  it('lists by name, in pages, with a total', async () => {
    const [ada, ...others] = await Promise.all([make('Ada'), make('zoe'), make('Bob'), make('carl')]);
    for (const other of others) await request(ada, { id: other.id }, true);
    const input = { viewerId: ada.id, state: 'all', limit: 2, offset: 1 } as const;
    const page = await harness.bus.call(user.listContacts, input);
    expect([page.total, page.contacts.map((one) => one.user.displayName)]).toEqual([3, ['carl', 'zoe']]);
  });
});
