import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId } from '@parley/contracts';
import { MessagingHarness, type Person } from './messaging.harness.js';

describe('invitations and public rooms', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  const invite = (actor: Person, conversationId: ConversationId, maxUses: number, lifetimeHours: number) =>
    harness.call(messaging.createInvitation, { origin: actor.origin, conversationId, maxUses, lifetimeHours });
  const accept = (actor: Person, code: string) => harness.call(messaging.acceptInvitation, { origin: actor.origin, code });
  const preview = (code: string) => harness.call(messaging.getInvitation, { code });
  const room = async (owner: Person, members: readonly Person[], changes: Partial<messaging.CreateRoomInput>) =>
    (await harness.room(owner, members, changes)).conversation.id;
  const usesOf = async ({ id }: messaging.Invitation) =>
    (await harness.database.query<{ current_uses: number }>('SELECT current_uses FROM invitation WHERE id = $1', [id]))[0]?.current_uses;

  it('an invitation opens a room to its bearer, and is counted for newcomers only (A-RC-14)', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await room(anna, [], { title: 'Closed circle' });
    const invitation = await invite(anna, id, 2, 24);
    expect(invitation).toMatchObject({ conversationId: id, maxUses: 2, currentUses: 0, code: expect.stringMatching(/^[0-9A-Za-z]{10}$/) });
    const lifetime = Date.parse(invitation.expiresAt) - Date.parse(invitation.createdAt);
    expect(lifetime).toBe(24 * 3_600_000);
    expect(await preview(invitation.code)).toEqual({ title: 'Closed circle', memberCount: 1, expiresAt: invitation.expiresAt });
    expect(await accept(ben, invitation.code)).toMatchObject({ role: 'member', conversation: { id, memberCount: 2 } });
    expect(await accept(ben, invitation.code)).toMatchObject({ role: 'member', conversation: { memberCount: 2 } });
    expect(await accept(anna, invitation.code)).toMatchObject({ role: 'owner' });
    expect(await usesOf(invitation)).toBe(1);
    const event = await harness.bus.event(messaging.membersAdded, (payload) => payload.conversation.id === id && payload.seq > 2);
    expect(event).toMatchObject({ origin: ben.origin, payload: { members: [{ user: { id: ben.id } }] } });
    expect(await harness.database.query('SELECT user_id FROM invitation_use WHERE invitation_id = $1', [invitation.id])).toEqual([
      { user_id: ben.id },
    ]);
  });

  it('never more come than it allows or the room holds, however many at once', async () => {
    const anna = await harness.person('anna');
    const crowd = await Promise.all(Array.from({ length: 6 }, (_, index) => harness.person(`c${index}`)));
    const id = await room(anna, [], { maxMembers: 5 });
    const three = await invite(anna, id, 3, 1);
    const outcomes = await Promise.allSettled(crowd.map((one) => accept(one, three.code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'INVITATION_INVALID' });
    await expect(preview(three.code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
    const many = await invite(anna, id, 100, 1);
    const rest = crowd.filter((_, index) => outcomes[index]?.status === 'rejected');
    const second = await Promise.allSettled(rest.map((one) => accept(one, many.code)));
    expect(second.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of second) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'ROOM_FULL' });
    expect(await usesOf(many)).toBe(1);
  });

  it('unknown, expired and orphaned codes open nothing', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await room(anna, [], {});
    await expect(accept(ben, 'NoSuchCode')).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
    const late = await invite(anna, id, 5, 1);
    await harness.database.query(`UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1`, [late.id]);
    await expect(accept(ben, late.code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
    const orphan = await invite(anna, id, 5, 1);
    await harness.call(messaging.deleteRoom, { origin: anna.origin, conversationId: id, asAppAdmin: false });
    await expect(accept(ben, orphan.code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
    await expect(preview(orphan.code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  });

  it('A-RC-13 every member invites into a public room, admins into a private one', async () => {
    const [anna, ben, eve] = await harness.people('anna', 'ben', 'eve');
    const secret = await room(anna, [ben], {});
    await expect(invite(ben, secret, 1, 1)).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    await expect(invite(eve, secret, 1, 1)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    const open = await room(anna, [ben], { visibility: 'public' });
    await invite(ben, open, 1, 1);
    await expect(invite(eve, open, 1, 1)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
    await expect(invite(anna, await harness.direct(anna, ben), 1, 1)).rejects.toMatchObject({ code: 'CONVERSATION_IS_DIRECT' });
    await expect(invite(anna, newId(), 1, 1)).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    for (const [uses, hours] of [
      [0, 1],
      [1_001, 1],
      [1, 0],
      [1, 721],
    ] as const)
      await expect(invite(anna, open, uses, hours)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('discoverRooms lists public rooms the viewer is not in, by name', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const stem = `findme${anna.num}`;
    const [one, two] = [
      await room(anna, [], { title: `${stem} b`, visibility: 'public' }),
      await room(anna, [], { title: `${stem} a`, visibility: 'public' }),
    ];
    await room(anna, [], { title: `${stem} secret` });
    await room(anna, [ben], { title: `${stem} joined`, visibility: 'public' });
    const discover = (changes: Partial<messaging.DiscoverRoomsInput>) =>
      harness.call(messaging.discoverRooms, { viewerId: ben.id, titlePart: stem.toUpperCase(), limit: 10, offset: 0, ...changes });
    const found = await discover({});
    expect(found.conversations.map(({ id }) => id)).toEqual([two, one]);
    expect(found.total).toBe(2);
    expect((await discover({ limit: 1, offset: 1 })).conversations.map(({ id }) => id)).toEqual([one]);
    await harness.call(messaging.deleteRoom, { origin: anna.origin, conversationId: one, asAppAdmin: false });
    expect((await discover({})).total).toBe(1);
  });
});
