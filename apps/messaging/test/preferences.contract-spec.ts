import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId } from '@parley/contracts';
import { MessagingHarness, type Person } from './messaging.harness.js';

describe('how one keeps a conversation', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  type Changes = Omit<messaging.ChangePreferencesInput, 'viewerId' | 'conversation'>;
  const change = ({ id }: Person, conversation: messaging.ConversationRef, changes: Changes) =>
    harness.call(messaging.changePreferences, { viewerId: id, conversation, ...changes });
  const get = ({ id }: Person, conversation: messaging.ConversationRef) => harness.call(messaging.getPreferences, { viewerId: id, conversation });
  const list = async ({ id }: Person, changes: Partial<messaging.ListConversationsInput>) =>
    (
      await harness.call(messaging.listConversations, {
        ...{ viewerId: id, kind: null, visibility: null, titlePart: null, limit: 50, offset: 0 },
        ...changes,
      })
    ).entries;

  it('changePreferences keeps what it is not given, for this user alone, by either name of a direct conversation', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    expect(await get(anna, { directWith: { id: ben.id } })).toEqual({
      ...{ id: null, isPinned: false, isMuted: false, isFavorite: false, customRingtone: null },
    });
    const first = await change(anna, { directWith: { id: ben.id } }, { isPinned: true, customRingtone: 'https://a.b/ring.mp3' });
    expect(first).toMatchObject({ id: expect.any(String), isPinned: true, isMuted: false, customRingtone: 'https://a.b/ring.mp3' });
    const id = await harness.direct(anna, ben);
    const second = await change(anna, { id }, { isMuted: true, isFavorite: true });
    expect(second).toEqual({ ...first, isMuted: true, isFavorite: true });
    expect(await change(anna, { id }, { customRingtone: null, isPinned: false })).toEqual({ ...second, customRingtone: null, isPinned: false });
    expect(await get(ben, { id })).toMatchObject({ id: null, isMuted: false });
    expect((await list(anna, {}))[0]).toMatchObject({ isMuted: true, isPinned: false });
    expect((await list(ben, {}))[0]).toMatchObject({ isMuted: false });
  });

  it('A-R2-16 lists the users who are favourites, and them only', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const room = (await harness.room(anna, [ben], { title: 'Team' })).conversation.id;
    const direct = await harness.direct(anna, ben);
    await change(anna, { id: room }, { isFavorite: true });
    await change(anna, { id: direct }, { isFavorite: true });
    await change(anna, { directWith: { id: cleo.id } }, { isPinned: true });
    expect(await harness.call(messaging.listFavorites, { viewerId: anna.id })).toEqual([ben.id]);
    expect(await harness.call(messaging.listFavorites, { viewerId: ben.id })).toEqual([]);
  });

  it('refuses oneself, nobody, and rooms of others', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const room = (await harness.room(anna, [], { visibility: 'public' })).conversation.id;
    await expect(change(anna, { directWith: { id: anna.id } }, {})).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    await expect(change(anna, { directWith: { id: newId() } }, {})).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(get(ben, { id: room })).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(get(ben, { id: newId() })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
  });

  it('A-V1-13 pinned conversations come first where that is asked for', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const old = (await harness.room(anna, [ben], { title: 'Old' })).conversation.id;
    const middle = await harness.direct(anna, ben);
    const newest = (await harness.room(anna, [], { title: 'New' })).conversation.id;
    await harness.say(ben, middle, 'hello');
    await harness.say(anna, newest, 'hello');
    await change(anna, { id: old }, { isPinned: true });
    const order = async (isPinnedFirst: boolean) => (await list(anna, { isPinnedFirst })).map(({ conversation }) => conversation.id);
    expect(await order(true)).toEqual([old, newest, middle]);
    expect(await order(false)).toEqual([newest, middle, old]);
    expect((await list(anna, { isPinnedFirst: true, limit: 1 })).map(({ isPinned }) => isPinned)).toEqual([true]);
  });

  it('A-RC-19 titlePart finds a direct conversation by the name of the other person (C38)', async () => {
    const [anna, ben, cleo] = await harness.people('anna', 'ben', 'cleo');
    const direct = await harness.direct(anna, ben);
    await harness.direct(anna, cleo);
    expect((await list(anna, { titlePart: ben.displayName.toUpperCase() })).map(({ conversation }) => conversation.id)).toEqual([direct]);
    expect(await list(ben, { titlePart: ben.displayName })).toEqual([]);
    expect((await list(ben, { titlePart: 'ANNA' })).map(({ conversation }) => conversation.id)).toEqual([direct]);
  });
});
