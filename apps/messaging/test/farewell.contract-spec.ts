import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, type ConversationId, type UserId } from '@parley/contracts';
import { envelopeOf, Transactions } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { historyInput, MessagingHarness, roomInput, type Person } from './messaging.harness.js';

describe('a deleted user in messaging (C80)', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const tellDeleted = (userId: UserId) => harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId, sealedAddresses: '' }, null));
  const removed = (id: ConversationId) => harness.bus.event(messaging.memberRemoved, ({ conversation }) => conversation.id === id);
  const detailsFor = (viewer: Person, id: ConversationId) => harness.call(messaging.getConversation, { viewerId: viewer.id, conversation: { id } });

  it('leaves every room, in the log and told; messages stay', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const rooms = [await harness.room(owner, [gone], {}), await harness.room(owner, [gone], {})].map(({ conversation }) => conversation.id);
    const [first = newId<'conversation'>()] = rooms;
    const said = await harness.say(gone, first, 'I was here');
    await tellDeleted(gone.id);
    for (const id of rooms) {
      const { payload } = await removed(id);
      expect(payload).toMatchObject({ conversation: { id }, user: { id: gone.id } });
      const { conversation, members } = await detailsFor(owner, id);
      expect([conversation.memberCount, members.map(({ user }) => user.id)]).toEqual([1, [owner.id]]);
      const [change] = await harness.database.query('SELECT type FROM change WHERE conversation_id = $1 AND seq = $2', [id, payload.seq]);
      expect(change).toEqual({ type: messaging.memberRemoved.subject });
      const [member] = await harness.database.query('SELECT left_seq FROM member WHERE conversation_id = $1 AND user_id = $2', [id, gone.id]);
      expect(Number((member as { readonly left_seq: unknown }).left_seq)).toBe(payload.seq);
    }
    expect(await harness.call(messaging.listRoomIds, { userId: gone.id })).toEqual([]);
    const rows = await harness.database.query('SELECT body FROM message WHERE id = $1', [said.id]);
    expect(rows).toEqual([{ body: { kind: 'plain', text: 'I was here' } }]);
  });

  it('leaves a room into which somebody took them at that moment, too', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const { id } = (await harness.room(owner, [], {})).conversation;
    const marked = `SELECT 1 FROM user_mirror WHERE id = $1 AND deleted_at IS NOT NULL`;
    const adding = await harness.part(Transactions).run(async (tx) => {
      // Whoever adds has looked at whom, and cannot write yet.
      await tx.query('LOCK TABLE member IN SHARE MODE');
      const added = harness.call(messaging.addMembers, { origin: owner.origin, conversationId: id, memberIds: [gone.id], role: 'member' });
      await eventually(async () => expect(await harness.database.lockWaits()).toHaveLength(1), 5_000);
      await tellDeleted(gone.id);
      const either = async () => [...(await harness.database.lockWaits()), ...(await harness.database.query(marked, [gone.id]))];
      await eventually(async () => expect(await either()).toHaveLength(2), 5_000);
      return { added };
    });
    await adding.added;
    await eventually(async () => expect((await detailsFor(owner, id)).members.map(({ user }) => user.id)).toEqual([owner.id]), 5_000);
  });

  it('is named by no row of the log, whoever it was about, and by nothing that is told of the leaving', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const { id } = (await harness.room(owner, [gone], {})).conversation;
    const naming = () =>
      harness.database.query(`SELECT type FROM change WHERE conversation_id = $1 AND position($2 IN payload::text) > 0`, [id, gone.username]);
    expect((await naming()).length).toBeGreaterThan(0);
    await tellDeleted(gone.id);
    const { payload } = await removed(id);
    expect(payload.user).toEqual({ id: gone.id, num: gone.num, username: `deleted_${gone.num}`, displayName: 'Deleted user', avatarUrl: null });
    await eventually(async () => expect(await naming()).toEqual([]), 5_000);
    const kept = await harness.database.query(`SELECT 1 FROM change WHERE conversation_id = $1 AND position($2 IN payload::text) > 0`, [id, gone.id]);
    expect(kept.length).toBeGreaterThan(1);
  });

  it('is named by nothing the system said of them, and by no event that said it', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const { id } = (await harness.room(owner, [], {})).conversation;
    const [conversationId, userId] = [id, gone.id];
    await harness.call(messaging.addMembers, { origin: owner.origin, conversationId, memberIds: [userId], role: 'member' });
    await harness.call(messaging.changeRole, { origin: owner.origin, conversationId, userId, role: 'admin' });
    const said = await harness.say(gone, id, `I am ${gone.displayName}`);
    await harness.call(messaging.pinMessage, { origin: gone.origin, messageId: said.id, conversationId });
    await harness.call(messaging.removeMember, { origin: owner.origin, conversationId, userId });
    await tellDeleted(gone.id);
    await eventually(async () => {
      const rows = await harness.database.query(`SELECT body->>'text' AS text FROM message WHERE conversation_id = $1 ORDER BY seq`, [id]);
      expect(rows.map((row) => (row as { readonly text: string }).text)).toEqual([
        'Channel created',
        'Deleted user joined the channel',
        'Deleted user is now an admin',
        `I am ${gone.displayName}`,
        'Deleted user pinned a message',
        'Deleted user left the channel',
      ]);
      expect(await harness.database.query('SELECT 1 FROM outbox WHERE position($1 IN envelope::text) > 0', [gone.displayName])).toEqual([]);
    }, 10_000);
  });

  it('leaves nothing that waits to be sent', async () => {
    const [gone] = await harness.people('gone');
    const { id } = (await harness.room(gone, [], {})).conversation;
    const body = { kind: 'plain', text: 'for nobody else yet' } as const;
    const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
    const draft = {
      origin: gone.origin,
      conversationId: id,
      body,
      attachments: [],
      replyToId: null,
      isThreadReply: false,
      scheduledFor,
      clientKey: null,
    };
    await harness.call(messaging.scheduleMessage, draft);
    await tellDeleted(gone.id);
    const waiting = () => harness.database.query('SELECT 1 FROM scheduled_message WHERE sender_id = $1', [gone.id]);
    await eventually(async () => expect(await waiting()).toEqual([]), 5_000);
  });

  it('schedules nothing from then on, where they stay a member, too', async () => {
    const [gone, other] = await harness.people('gone', 'other');
    const id = await harness.direct(gone, other);
    await tellDeleted(gone.id);
    const marked = `SELECT 1 FROM user_mirror WHERE id = $1 AND deleted_at IS NOT NULL`;
    await eventually(async () => expect(await harness.database.query(marked, [gone.id])).toHaveLength(1), 5_000);
    const draft = {
      ...{ origin: gone.origin, conversationId: id, body: { kind: 'plain', text: 'still under way' } as const, attachments: [], replyToId: null },
      ...{ isThreadReply: false, scheduledFor: new Date(Date.now() + 3_600_000).toISOString(), clientKey: null },
    };
    await expect(harness.call(messaging.scheduleMessage, draft)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await harness.database.query('SELECT 1 FROM scheduled_message WHERE sender_id = $1', [gone.id])).toEqual([]);
  });

  it('is nobody one could write to, or take into a room', async () => {
    const [other, gone] = await harness.people('other', 'gone');
    await tellDeleted(gone.id);
    await eventually(async () => {
      const rows = await harness.database.query('SELECT 1 FROM user_mirror WHERE id = $1 AND deleted_at IS NOT NULL', [gone.id]);
      expect(rows).toHaveLength(1);
    }, 5_000);
    for (const ref of [{ id: gone.id }, { num: gone.num }, { username: gone.username }]) {
      await expect(harness.call(messaging.openDirect, { origin: other.origin, other: ref })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    }
    await expect(harness.call(messaging.createRoom, roomInput(other, [gone], {}))).rejects.toMatchObject({ code: 'MEMBER_UNKNOWN' });
  });

  it.each(['id', 'num'] as const)('is still who a direct conversation is with: it is read and marked read by his %s', async (form) => {
    const [other, gone, stranger] = await harness.people('other', 'gone', 'stranger');
    const id = await harness.direct(gone, other);
    const said = await harness.say(gone, id, 'farewell');
    await tellDeleted(gone.id);
    await eventually(async () => {
      const rows = await harness.database.query('SELECT 1 FROM user_mirror WHERE id = $1 AND deleted_at IS NOT NULL', [gone.id]);
      expect(rows).toHaveLength(1);
    }, 5_000);
    const sender = form === 'id' ? { id: gone.id } : { num: gone.num };
    const historyOf = (viewer: Person) => harness.call(messaging.listMessages, historyInput(viewer, { directWith: sender }, {}));
    expect((await historyOf(other))?.messages.map((message) => message.id)).toEqual([said.id]);
    await harness.call(messaging.readMessages, { origin: other.origin, messageIds: [said.id], sender });
    expect((await historyOf(other))?.messages[0]?.delivery.isRead).toBe(true);
    await expect(historyOf(stranger)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('C40: passes an owned room to the longest-serving admin, else member; an empty one ends', async () => {
    const [owner, member, admin] = await harness.people('owner', 'member', 'admin');
    const shared = (await harness.room(owner, [member, admin], {})).conversation.id;
    const plain = (await harness.room(owner, [member, admin], {})).conversation.id;
    const empty = (await harness.room(owner, [], {})).conversation.id;
    await harness.database.query(`UPDATE member SET role = 'admin' WHERE conversation_id = $1 AND user_id = $2`, [shared, admin.id]);
    await tellDeleted(owner.id);
    await Promise.all([removed(shared), removed(plain), removed(empty)]);
    for (const [id, heir] of [
      [shared, admin],
      [plain, member],
    ] as const) {
      const { conversation, members } = await detailsFor(member, id);
      expect(conversation.ownerId).toBe(heir.id);
      expect(members.filter(({ role }) => role === 'owner').map(({ user }) => user.id)).toEqual([heir.id]);
    }
    await expect(detailsFor(member, empty)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
  });

  it('hears it twice and leaves once', async () => {
    const [owner, gone] = await harness.people('owner', 'gone');
    const { id } = (await harness.room(owner, [gone], {})).conversation;
    await Promise.all([tellDeleted(gone.id), tellDeleted(gone.id)]);
    await removed(id);
    await eventually(async () => expect((await detailsFor(owner, id)).conversation.memberCount).toBe(1), 5_000);
    expect(harness.bus.eventsOf(messaging.memberRemoved).filter(({ payload }) => payload.conversation.id === id)).toHaveLength(1);
  });
});
