import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, type ConversationId, type PayloadOf } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { MessagingHarness, type Person } from './messaging.harness.js';

describe('messaging.storeRoomKeys, messaging.listRoomKeys', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const keysFor = (people: readonly Person[], text: string) => people.map(({ id }) => ({ userId: id, wrappedKey: `${text} for ${id}` }));
  const inputOf = (by: Person, conversationId: ConversationId, keyVersion: number, keys: readonly messaging.WrappedKeyInput[]) => ({
    ...{ origin: by.origin, conversationId, keyVersion, keys },
  });
  const list = (viewer: Person, conversationId: ConversationId) => harness.call(messaging.listRoomKeys, { viewerId: viewer.id, conversationId });

  it('keeps what each member was given, and knows who lacks the newest or has it wrongly', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const { id } = (await harness.room(anna, [ben, cleo], {})).conversation;
    expect(await list(anna, id)).toEqual({ keys: [], currentVersion: null, isRotationNeeded: false, missingIds: [] });
    const store = (by: Person, version: number, keys: readonly messaging.WrappedKeyInput[]) =>
      harness.call(messaging.storeRoomKeys, inputOf(by, id, version, keys));
    await store(anna, 1, keysFor([anna, ben], 'first'));
    expect(await list(anna, id)).toMatchObject({ currentVersion: 1, isRotationNeeded: false, missingIds: [cleo.id] });
    await store(ben, 1, keysFor([cleo], 'first, from ben'));
    await store(ben, 2, keysFor([anna, ben, cleo], 'second'));
    expect((await list(cleo, id)).keys).toMatchObject([
      { keyVersion: 1, wrappedKey: `first, from ben for ${cleo.id}`, wrappedBy: ben.id },
      { keyVersion: 2, wrappedKey: `second for ${cleo.id}`, wrappedBy: ben.id },
    ]);
    await harness.call(messaging.leaveRoom, { origin: cleo.origin, conversationId: id });
    expect(await list(anna, id)).toMatchObject({ currentVersion: 2, isRotationNeeded: true, missingIds: [] });
  });

  it('refuses strangers, keys for them, and a version that has another key', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await harness.direct(anna, ben);
    const refusal = async (input: messaging.StoreRoomKeysInput) => {
      const error = await harness.call(messaging.storeRoomKeys, input).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      return (error as { readonly code?: string } | null)?.code;
    };
    await harness.call(messaging.storeRoomKeys, inputOf(anna, id, 1, keysFor([anna, ben], 'x')));
    expect(await refusal(inputOf(cleo, id, 1, keysFor([cleo], 'x')))).toBe('NOT_A_MEMBER');
    expect(await refusal(inputOf(anna, newId(), 1, keysFor([anna], 'x')))).toBe('CONVERSATION_NOT_FOUND');
    expect(await refusal(inputOf(anna, id, 2, keysFor([anna, cleo], 'x')))).toBe('MEMBER_UNKNOWN');
    expect(await refusal(inputOf(ben, id, 1, keysFor([anna, ben], 'y')))).toBe('KEY_VERSION_TAKEN');
    expect(await refusal(inputOf(anna, id, 3, keysFor([anna], 'x')))).toBe('KEY_VERSION_TAKEN');
    await expect(list(cleo, id)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(list(anna, newId())).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    expect((await list(ben, id)).keys).toMatchObject([{ keyVersion: 1, wrappedKey: `x for ${ben.id}` }]);
  });

  it('lets one of many who rotate at the same moment win, whole', async () => {
    const people = await harness.people('anna', 'ben', 'cleo', 'dora');
    const [anna, ...others] = people;
    const { id } = (await harness.room(anna, others, {})).conversation;
    const tries = people.map((by) => harness.call(messaging.storeRoomKeys, inputOf(by, id, 1, keysFor(people, by.username))));
    const won = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    const makers = await harness.database.query('SELECT DISTINCT wrapped_by FROM room_key WHERE conversation_id = $1', [id]);
    expect(makers).toHaveLength(1);
  });

  it('C80 forgets the keys of a deleted person', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    await harness.call(messaging.storeRoomKeys, inputOf(anna, id, 1, keysFor([anna, ben], 'x')));
    const deleted = { userId: ben.id } as PayloadOf<typeof auth.userDeleted>;
    await harness.bus.publish(auth.userDeleted, {
      id: newId(),
      subject: auth.userDeleted.subject,
      occurredAt: '2026-01-01T00:00:00Z',
      origin: null,
      payload: deleted,
    });
    await eventually(async () => {
      expect(await harness.database.query('SELECT user_id FROM room_key WHERE conversation_id = $1', [id])).toEqual([{ user_id: anna.id }]);
    }, 5_000);
    const again = harness.call(messaging.storeRoomKeys, inputOf(anna, id, 2, keysFor([anna, ben], 'y')));
    await expect(again).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN', details: { userIds: [ben.id] } });
    expect((await list(anna, id)).missingIds).toEqual([]);
  });
});
