import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId } from '@parley/contracts';
import { historyInput, MessagingHarness, type Person } from './messaging.harness.js';

describe('settings of a room, and its end', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const update = (actor: Person, conversationId: ConversationId, changes: Partial<messaging.UpdateRoomInput>) =>
    harness.call(messaging.updateRoom, { origin: actor.origin, conversationId, ...changes });
  const erase = (actor: Person, conversationId: ConversationId, asAppAdmin: boolean) =>
    harness.call(messaging.deleteRoom, { origin: actor.origin, conversationId, asAppAdmin });
  const room = async (owner: Person, members: readonly Person[], changes: Partial<messaging.CreateRoomInput>) =>
    (await harness.room(owner, members, changes)).conversation.id;

  it('updateRoom changes what is given, keeps the rest, and tells of it', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await room(anna, [ben], { title: 'Before', description: 'old', maxMembers: 10 });
    const after = await update(anna, id, { title: ' After\u0007 all ', description: null, summaryThreshold: 7, visibility: 'public' });
    expect(after).toMatchObject({
      title: 'After all',
      slug: 'after-all',
      description: null,
      summaryThreshold: 7,
      visibility: 'public',
      maxMembers: 10,
    });
    expect(await update(anna, id, { maxMembers: null, isAutoSummaryEnabled: true, avatarUrl: 'https://a.b/c' })).toMatchObject({
      ...{ title: 'After all', maxMembers: null, isAutoSummaryEnabled: true, avatarUrl: 'https://a.b/c' },
    });
    const event = await harness.bus.event(messaging.conversationUpdated, ({ conversation }) => conversation.id === id);
    expect(event).toMatchObject({ origin: anna.origin, payload: { conversation: after, seq: 3 } });
    const page = await harness.call(messaging.listMessages, historyInput(ben, { id }, {}));
    expect(page?.messages[0]).toMatchObject({ type: 'system', body: { text: 'Channel updated' }, sender: { id: anna.id } });
    const changes = await harness.database.query('SELECT 1 FROM change WHERE conversation_id = $1', [id]);
    expect((await update(anna, id, { title: 'After all' })).title).toBe('After all');
    expect(await harness.database.query('SELECT 1 FROM change WHERE conversation_id = $1', [id])).toHaveLength(changes.length);
  });

  it('C48 a room may refuse plain text, and take it again', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await room(anna, [ben], {});
    expect(await update(anna, id, { isEncryptionRequired: true })).toMatchObject({ isEncryptionRequired: true });
    await expect(harness.say(ben, id, 'plain')).rejects.toMatchObject({ code: 'ENCRYPTION_REQUIRED' });
    expect(await update(anna, id, { isEncryptionRequired: false })).toMatchObject({ isEncryptionRequired: false });
    await harness.say(ben, id, 'plain');
  });

  it('C39 a derived slug gets a suffix, a given one is an error, and a title of the same stem keeps its own', async () => {
    const anna = await harness.person('anna');
    await room(anna, [], { title: 'Taken name' });
    const id = await room(anna, [], { title: 'Some name' });
    await expect(update(anna, id, { slug: 'taken-name' })).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
    expect(await update(anna, id, { title: 'Taken name' })).toMatchObject({ title: 'Taken name', slug: 'taken-name-2' });
    expect(await update(anna, id, { title: 'Taken NAME!' })).toMatchObject({ title: 'Taken NAME!', slug: 'taken-name-2' });
    expect(await update(anna, id, { slug: 'mine' })).toMatchObject({ title: 'mine', slug: 'mine' });
    const second = await room(anna, [], { title: 'mine' });
    await expect(update(anna, second, { slug: 'mine' })).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
    await erase(anna, id, false);
    expect(await update(anna, second, { slug: 'mine' })).toMatchObject({ title: 'mine', slug: 'mine' });
    const rivals = await Promise.all([1, 2, 3].map(() => room(anna, [], {})));
    const renamed = await Promise.all(rivals.map((one) => update(anna, one, { title: 'Rival' })));
    expect(renamed.map(({ slug }) => slug).sort()).toEqual(['rival', 'rival-2', 'rival-3']);
  });

  it('updateRoom is for owner and admins, of rooms, and never below the present count', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const id = await room(anna, [ben, cleo], {});
    await expect(update(ben, id, { title: 'x' })).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    await expect(update(anna, id, { maxMembers: 2 })).rejects.toMatchObject({ code: 'MEMBER_LIMIT_TOO_LOW' });
    await expect(update(anna, id, { title: '\u0007' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(update(anna, newId(), { title: 'x' })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    await expect(update(anna, await harness.direct(anna, ben), { title: 'x' })).rejects.toMatchObject({ code: 'CONVERSATION_IS_DIRECT' });
    const dan = await harness.person('dan');
    await expect(update(dan, id, { title: 'x' })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('deleteRoom is the owner’s or an application admin’s; afterwards there is nothing (C42)', async () => {
    const [anna, ben, root] = await harness.people('anna', 'ben', 'root');
    const id = await room(anna, [ben], { title: 'To be gone' });
    await harness.call(messaging.changeRole, { origin: anna.origin, conversationId: id, userId: ben.id, role: 'admin' });
    await expect(erase(ben, id, false)).rejects.toMatchObject({ code: 'OWNER_REQUIRED' });
    await expect(erase(root, id, false)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(erase(anna, await harness.direct(anna, ben), true)).rejects.toMatchObject({ code: 'CONVERSATION_IS_DIRECT' });
    await erase(root, id, true);
    const event = await harness.bus.event(messaging.conversationDeleted, ({ conversation }) => conversation.id === id);
    expect(event.origin).toEqual(root.origin);
    for (const person of [anna, ben]) {
      await expect(harness.say(person, id, 'hello?')).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
      await expect(erase(person, id, false)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    }
    const rows = await harness.database.query('SELECT 1 FROM message WHERE conversation_id = $1', [id]);
    expect(rows.length).toBeGreaterThan(0);
    expect(await harness.database.query('SELECT 1 FROM member WHERE conversation_id = $1 AND left_at IS NULL', [id])).toHaveLength(0);
    expect((await harness.room(anna, [], { slug: 'to-be-gone' })).conversation.slug).toBe('to-be-gone');
    const own = await room(anna, [], {});
    await erase(anna, own, false);
  });

  it('C23 a number names rooms only', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { conversation } = await harness.call(messaging.openDirect, { origin: anna.origin, other: { id: ben.id } });
    const asked = harness.call(messaging.getConversation, { viewerId: anna.id, conversation: { num: conversation.num } });
    await expect(asked).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
  });
});
