import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, type UserId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { MessagingHarness, roomInput, textInput, type Person } from './messaging.harness.js';

describe('somebody suspended or deleted in messaging', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const columns = (id: UserId) =>
    harness.database.query('SELECT suspended_at IS NOT NULL AS suspended, deleted_at IS NOT NULL AS deleted FROM user_mirror WHERE id = $1', [id]);
  const become = async ({ id }: Person, state: 'active' | 'suspended', occurredAt: string | null = null): Promise<void> => {
    const envelope = envelopeOf(auth.accountStateChanged, { userId: id, state }, null);
    await harness.bus.publish(auth.accountStateChanged, { ...envelope, occurredAt: occurredAt ?? envelope.occurredAt });
    await eventually(async () => expect(await columns(id)).toEqual([{ suspended: state === 'suspended', deleted: false }]), 5_000);
  };
  const vanish = async ({ id }: Person): Promise<void> => {
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: id, sealedAddresses: '' }, null));
    await eventually(async () => expect(await columns(id)).toEqual([{ suspended: false, deleted: true }]), 5_000);
  };
  const gone = { code: 'RECIPIENT_GONE' };
  const unknown = { code: 'USER_NOT_FOUND' };

  it('RECIPIENT_GONE to a direct message, in the conversation or by name, until they are back; the history stays', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const id = await harness.direct(ada, bob);
    const said = await harness.say(bob, id, 'before');
    await become(bob, 'suspended');
    await expect(harness.say(ada, id, 'x')).rejects.toMatchObject(gone);
    for (const ref of [{ id: bob.id }, { num: bob.num }, { username: bob.username }]) {
      await expect(harness.call(messaging.sendMessage, textInput(ada, { directWith: ref }, 'x'))).rejects.toMatchObject(gone);
      await expect(harness.call(messaging.openDirect, { origin: ada.origin, other: ref })).rejects.toMatchObject(unknown);
    }
    const rows = await harness.database.query('SELECT id FROM message WHERE conversation_id = $1', [id]);
    expect(rows).toEqual([{ id: said.id }]);
    await become(bob, 'active');
    await harness.say(ada, id, 'welcome back');
  });

  it('USER_NOT_FOUND where the two have not met, RECIPIENT_GONE to somebody deleted; a repeat stays a repeat', async () => {
    const [ada, bob, cleo] = await harness.people('ada', 'bob', 'cleo');
    await become(bob, 'suspended');
    await expect(harness.call(messaging.sendMessage, textInput(ada, { directWith: { id: bob.id } }, 'x'))).rejects.toMatchObject(unknown);
    const input = { ...textInput(ada, { directWith: { id: cleo.id } }, 'x'), clientKey: 'k' };
    const first = await harness.call(messaging.sendMessage, input);
    await vanish(cleo);
    expect(await harness.call(messaging.sendMessage, input)).toMatchObject({ isNew: false, message: { id: first.message.id } });
    await expect(harness.call(messaging.sendMessage, { ...input, clientKey: 'l' })).rejects.toMatchObject(gone);
    await expect(harness.say(ada, first.message.conversationId, 'x')).rejects.toMatchObject(gone);
  });

  it('A-CB-24: MEMBER_UNKNOWN for whom a room takes in; who is in stays, and rooms go on', async () => {
    const [ada, bob, cleo] = await harness.people('ada', 'bob', 'cleo');
    const { conversation } = await harness.room(ada, [bob], {});
    for (const one of [bob, cleo]) await become(one, 'suspended');
    const add = (who: Person) =>
      harness.call(messaging.addMembers, { origin: ada.origin, conversationId: conversation.id, memberIds: [who.id], role: 'member' });
    await expect(add(cleo)).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN', details: { userIds: [cleo.id] } });
    expect((await add(bob)).members.map(({ user }) => user.id)).toEqual([bob.id]);
    await expect(harness.call(messaging.createRoom, roomInput(ada, [cleo], {}))).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
    await harness.say(ada, conversation.id, 'hello room');
  });

  it('C81: what the suspended had scheduled is cancelled when it is due, and what others had is sent', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const { conversation } = await harness.room(ada, [bob], {});
    const plan = ({ origin }: Person) => ({
      ...{ origin, conversationId: conversation.id, body: { kind: 'plain' as const, text: 'later' }, attachments: [], replyToId: null },
      ...{ isThreadReply: false, scheduledFor: new Date(Date.now() + 3_600_000).toISOString(), clientKey: null },
    });
    const waiting = await Promise.all([ada, bob].map((one) => harness.call(messaging.scheduleMessage, plan(one))));
    await become(bob, 'suspended');
    const ids = waiting.map(({ id }) => id);
    await harness.database.query('UPDATE scheduled_message SET scheduled_for = now() WHERE id = ANY($1::uuid[])', [ids]);
    const found = () =>
      harness.database.query(
        `SELECT d.sender_id, d.status, m.id IS NOT NULL AS stored FROM scheduled_message d LEFT JOIN message m ON m.id = d.id
          WHERE d.id = ANY($1::uuid[]) ORDER BY d.status DESC`,
        [ids],
      );
    await eventually(async () => {
      expect(await found()).toEqual([
        { sender_id: ada.id, status: 'sent', stored: true },
        { sender_id: bob.id, status: 'cancelled', stored: false },
      ]);
    }, 5_000);
  });

  it('an older state never overwrites a newer one', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    await become(bob, 'suspended', '2030-01-02T00:00:00.000Z');
    const late = {
      ...envelopeOf(auth.accountStateChanged, { userId: bob.id, state: 'active' as const }, null),
      occurredAt: '2030-01-01T00:00:00.000Z',
    };
    await harness.bus.publish(auth.accountStateChanged, late);
    await become(ada, 'suspended');
    expect(await columns(bob.id)).toEqual([{ suspended: true, deleted: false }]);
  });

  it('C80: preferences and blocks of, and about, somebody deleted go', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const favour = (who: Person, whom: Person) =>
      harness.call(messaging.changePreferences, { viewerId: who.id, conversation: { directWith: { id: whom.id } }, isFavorite: true });
    await favour(ada, bob);
    await favour(bob, ada);
    for (const [blocker, blocked] of [
      [ada, bob],
      [bob, ada],
    ] as const) {
      const change = { blockerId: blocker.id, blockedId: blocked.id, isStanding: true, changedAt: new Date().toISOString() };
      await harness.call(messaging.mirrorBlock, change);
    }
    await vanish(bob);
    const preferences = 'SELECT 1 FROM preference WHERE user_id = $1 OR target_id = $1';
    expect(await harness.database.query(preferences, [bob.id])).toEqual([]);
    expect(await harness.database.query(`SELECT 1 FROM block_mirror WHERE pair_key LIKE '%' || $1 || '%'`, [bob.id])).toEqual([]);
  });

  it.each([
    ['suspended', 'suspended'],
    ['deleted', 'deleted'],
  ] as const)('is %s all the same where that is heard before who it is', async (_, what) => {
    const [ada] = await harness.people('ada');
    const { origin: _origin, ...card } = ada;
    const bob: Person = { ...ada, id: newId(), num: ada.num + 100_000, username: `late_${what}`, displayName: 'Late' };
    const open = () => harness.call(messaging.openDirect, { origin: ada.origin, other: { id: bob.id } });
    await (what === 'deleted' ? vanish(bob) : become(bob, 'suspended'));
    await expect(open()).rejects.toMatchObject(unknown);
    await harness.call(messaging.mirrorUser, { ...card, id: bob.id, num: bob.num, username: bob.username, updatedAt: new Date().toISOString() });
    await expect(open()).rejects.toMatchObject(unknown);
    if (what === 'deleted') return;
    await become(bob, 'active');
    expect((await open()).conversation.pair).toHaveLength(2);
  });

  it('is nobody yet where only that they are active again is known of them', async () => {
    const [ada] = await harness.people('ada');
    const bob: Person = { ...ada, id: newId() };
    await become(bob, 'active');
    await expect(harness.call(messaging.openDirect, { origin: ada.origin, other: { id: bob.id } })).rejects.toMatchObject(unknown);
    await expect(harness.room(ada, [bob], {})).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
  });
});
