import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging, newId, type ConversationId, type MessageId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { historyInput, MessagingHarness, type Person } from './messaging.harness.js';

describe('scheduled messages', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;
  let room: ConversationId;

  beforeAll(async () => {
    harness = await MessagingHarness.start(2);
    [anna, ben] = await harness.people('anna', 'ben');
    room = (await harness.room(anna, [ben], {})).conversation.id;
  });
  afterAll(() => harness.close());

  const inputOf = (
    sender: Person,
    text: string,
    delayMs: number,
    changes: Partial<messaging.ScheduleMessageInput>,
  ): messaging.ScheduleMessageInput => ({
    ...{ origin: sender.origin, conversationId: room, body: { kind: 'plain', text }, attachments: [], replyToId: null, isThreadReply: false },
    ...{ scheduledFor: new Date(Date.now() + delayMs).toISOString(), clientKey: null, ...changes },
  });
  const schedule = (sender: Person, text: string, delayMs: number, changes: Partial<messaging.ScheduleMessageInput>) =>
    harness.call(messaging.scheduleMessage, inputOf(sender, text, delayMs, changes));
  const list = ({ id }: Person) => harness.call(messaging.listScheduled, { viewerId: id });
  const cancel = (person: Person, messageId: MessageId) => harness.call(messaging.cancelScheduled, { origin: person.origin, messageId });
  const statusOf = async (person: Person, id: MessageId) => (await list(person)).find((one) => one.id === id)?.status;
  const historyIds = async (viewer: Person) =>
    (await harness.call(messaging.listMessages, historyInput(viewer, { id: room }, {})))?.messages.map(({ id }) => id) ?? [];
  const makeDue = (ids: readonly MessageId[]) =>
    harness.database.query('UPDATE scheduled_message SET scheduled_for = now() WHERE id = ANY($1::uuid[])', [ids]);

  it('waits unseen, is sent at its time under its own id, and told of once', async () => {
    const waiting = await schedule(anna, 'good morning', 1_500, {});
    expect(waiting).toMatchObject({ conversationId: room, sender: { id: anna.id }, body: { text: 'good morning' }, status: 'pending' });
    expect(await historyIds(ben)).not.toContain(waiting.id);
    expect(await list(ben)).toEqual([]);
    const event = await harness.bus.event(messaging.messageSent, ({ message }) => message.id === waiting.id);
    const late = Date.parse(event.payload.message.sentAt) - Date.parse(waiting.scheduledFor);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5_000);
    expect(await historyIds(ben)).toContain(waiting.id);
    expect(await statusOf(anna, waiting.id)).toBe('sent');
    await expect(cancel(anna, waiting.id)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_PENDING' });
  });

  it('many at once are each sent exactly once by two replicas, cancelled ones never', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => schedule(anna, `bulk ${index}`, 3_600_000, {})));
    const ids = all.map(({ id }) => id);
    await makeDue(ids);
    const outcomes = await Promise.allSettled(ids.map((id) => cancel(anna, id)));
    await eventually(async () => {
      const open = await harness.database.query(`SELECT 1 FROM scheduled_message WHERE status = 'pending' AND id = ANY($1::uuid[])`, [ids]);
      expect(open).toHaveLength(0);
    }, 5_000);
    const sent = await harness.database.query<{ id: MessageId }>('SELECT id FROM message WHERE id = ANY($1::uuid[])', [ids]);
    const wasSent = new Set(sent.map(({ id }) => id));
    ids.forEach((id, index) => expect(wasSent.has(id)).toBe(outcomes[index]?.status === 'rejected'));
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'SCHEDULE_NOT_PENDING' });
  });

  it('is planned by the clock of the database, whatever that of the process says', async () => {
    const now = Date.now.bind(Date);
    for (const hours of [2, -2]) {
      const soon = inputOf(anna, `${hours} hours off`, 3_600_000, {});
      const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + hours * 3_600_000);
      const past = { ...soon, scheduledFor: new Date(now() - 3_600_000).toISOString() };
      await expect(harness.call(messaging.scheduleMessage, soon)).resolves.toMatchObject({ status: 'pending' });
      await expect(harness.call(messaging.scheduleMessage, past)).rejects.toMatchObject({ code: 'SCHEDULE_INVALID' });
      clock.mockRestore();
    }
  });

  it('A-CB-83 is cancelled when its author is no member any more', async () => {
    const waiting = await schedule(ben, 'too late', 3_600_000, {});
    await harness.call(messaging.leaveRoom, { origin: ben.origin, conversationId: room });
    await makeDue([waiting.id]);
    await eventually(async () => expect(await statusOf(ben, waiting.id)).toBe('cancelled'), 5_000);
    expect(await historyIds(anna)).not.toContain(waiting.id);
    await expect(schedule(ben, 'again', 1_000, {})).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('A-CB-35 takes a time within a year, and none beyond it', async () => {
    const inAYear = new Date();
    inAYear.setUTCFullYear(inAYear.getUTCFullYear() + 1);
    const untilThen = inAYear.getTime() - Date.now();
    await expect(schedule(anna, 'just in time', untilThen - 60_000, {})).resolves.toMatchObject({ status: 'pending' });
    await expect(schedule(anna, 'a minute too far', untilThen + 60_000, {})).rejects.toMatchObject({ code: 'SCHEDULE_INVALID' });
  });

  it('refuses what cannot be, and a repeated key schedules nothing new', async () => {
    await expect(schedule(anna, 'past', -1_000, {})).rejects.toMatchObject({ code: 'SCHEDULE_INVALID' });
    await expect(schedule(anna, 'far', 400 * 86_400_000, {})).rejects.toMatchObject({ code: 'SCHEDULE_INVALID' });
    await expect(schedule(anna, ' ', 60_000, {})).rejects.toMatchObject({ code: 'MESSAGE_EMPTY' });
    await expect(schedule(anna, 'x'.repeat(10_001), 60_000, {})).rejects.toMatchObject({ code: 'MESSAGE_TOO_LONG' });
    await expect(schedule(anna, 'reply', 60_000, { replyToId: newId() })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(schedule(anna, 'x', 60_000, { conversationId: newId() })).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND' });
    const first = await schedule(anna, 'once', 3_600_000, { clientKey: 'k1' });
    expect(await schedule(anna, 'twice', 3_600_000, { clientKey: 'k1' })).toEqual(first);
    await expect(cancel(ben, first.id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await cancel(anna, first.id);
    expect((await list(anna))[0]).toEqual({ ...first, status: 'cancelled' });
    await expect(cancel(anna, first.id)).rejects.toMatchObject({ code: 'SCHEDULE_NOT_PENDING' });
  });
});
