import { describe, expect, it } from '@jest/globals';
import { newId, timeOfId, type user } from '@parley/contracts';
import type { PresenceSubject } from './presence-record.repository.js';
import { changeOfBlock, changeOfContact, changeOfSight } from './sight.policy.js';

const [ada, friend, foe, bob] = [newId<'user'>(), newId<'user'>(), newId<'user'>(), newId<'user'>()];
const subjectOf = (given: Partial<PresenceSubject>): PresenceSubject => ({
  userId: ada,
  explicit: null,
  statusMessage: 'hi',
  lastSeenAt: new Date('2030-01-01T00:00:00.000Z'),
  user: { id: given.userId ?? ada, num: 1, username: 'ada', displayName: 'Ada', avatarUrl: null },
  visibility: 'everyone',
  isGone: false,
  acceptedIds: [friend],
  contactIds: [friend],
  blockIds: [foe],
  ...given,
});
const hidden = timeOfId(ada).toISOString();

describe('C33: who hides goes at once, for those who saw', () => {
  const [here, gone] = [
    { from: 'online', to: 'offline', lastSeenAt: hidden },
    { from: 'offline', to: 'online', lastSeenAt: '2030-01-01T00:00:00.000Z' },
  ];
  const rows: readonly (readonly [user.Visibility, user.Visibility, object])[] = [
    ['everyone', 'contacts', { ...here, visibility: 'everyone', contactIds: [], blockIds: [ada, foe, friend] }],
    ['everyone', 'nobody', { ...here, visibility: 'everyone', contactIds: [friend], blockIds: [ada, foe] }],
    ['contacts', 'nobody', { ...here, visibility: 'contacts', contactIds: [friend], blockIds: [ada, foe] }],
    ['nobody', 'contacts', { ...gone, visibility: 'contacts', contactIds: [friend], blockIds: [ada, foe] }],
    ['nobody', 'everyone', { ...gone, visibility: 'everyone', contactIds: [friend], blockIds: [ada, foe] }],
    ['contacts', 'everyone', { ...gone, visibility: 'everyone', contactIds: [], blockIds: [ada, foe, friend] }],
  ];
  it.each(rows)('%s → %s', (visibility, to, told) => {
    expect(changeOfSight(subjectOf({ visibility: to }), { status: 'online', visibility })).toMatchObject([told]);
  });

  it('nothing for somebody who is not here, or hides before the same people as before', () => {
    expect(changeOfSight(subjectOf({ visibility: 'nobody' }), { status: 'offline', visibility: 'everyone' })).toEqual([]);
    expect(changeOfSight(subjectOf({}), { status: 'online', visibility: 'everyone' })).toEqual([]);
  });
});

describe('C31: a block hides from one person', () => {
  const listener = subjectOf({ userId: bob });
  const told = (subject: Partial<PresenceSubject>, status: user.PresenceStatus, isStanding: boolean) =>
    changeOfBlock(isStanding)(subjectOf(subject), status, listener);

  it('who saw is told that the other has gone, and when the last block is lifted, that he is here', () => {
    const only = { visibility: 'contacts', contactIds: [], blockIds: [], onlyIds: [bob] };
    expect(told({}, 'busy', true)).toMatchObject([{ from: 'busy', to: 'offline', lastSeenAt: hidden, ...only }]);
    expect(told({}, 'busy', false)).toMatchObject([{ from: 'offline', to: 'busy', ...only }]);
    expect(told({ blockIds: [bob] }, 'busy', false)).toEqual([]);
    expect(told({ acceptedIds: [bob] }, 'busy', true)).toMatchObject([{ contactIds: [bob] }]);
  });

  it('who did not see hears nothing', () => {
    expect(told({}, 'offline', true)).toEqual([]);
    expect(told({ visibility: 'nobody' }, 'online', true)).toEqual([]);
    expect(told({ visibility: 'contacts' }, 'online', true)).toEqual([]);
    expect(told({ visibility: 'contacts', acceptedIds: [bob] }, 'online', true)).toHaveLength(1);
  });
});

describe('C33: who is shown to contacts alone', () => {
  const listener = subjectOf({ userId: bob });
  const told = (subject: Partial<PresenceSubject>, status: user.PresenceStatus, areContacts: boolean) =>
    changeOfContact(areContacts)(subjectOf({ visibility: 'contacts', acceptedIds: areContacts ? [bob] : [], ...subject }), status, listener);

  it('comes for a new one, and goes for one who is none any more', () => {
    const only = { visibility: 'contacts', contactIds: [bob], blockIds: [], onlyIds: [bob] };
    expect(told({}, 'busy', true)).toMatchObject([{ from: 'offline', to: 'busy', ...only }]);
    expect(told({}, 'busy', false)).toMatchObject([{ from: 'busy', to: 'offline', lastSeenAt: hidden, ...only }]);
  });

  it('neither for who saw him before and sees him still, nor for who never does', () => {
    for (const areContacts of [true, false]) {
      for (const visibility of ['everyone', 'nobody'] as const) expect(told({ visibility }, 'online', areContacts)).toEqual([]);
      expect(told({}, 'offline', areContacts)).toEqual([]);
      expect(told({ blockIds: [bob] }, 'online', areContacts)).toEqual([]);
      expect(told({ acceptedIds: areContacts ? [] : [bob] }, 'online', areContacts)).toEqual([]);
    }
  });
});
