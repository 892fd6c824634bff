import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, newId, type ConversationId, type ErrorCode, type MessageId } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('what could not be sent now is not taken for later', () => {
  let harness: MessagingHarness;
  let anna: Person;
  let ben: Person;

  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const schedule = (conversationId: ConversationId, changes: Partial<messaging.ScheduleMessageInput>) =>
    harness.call(messaging.scheduleMessage, {
      ...{ origin: anna.origin, conversationId, body: { kind: 'plain', text: 'later' }, attachments: [], replyToId: null, isThreadReply: false },
      ...{ scheduledFor: new Date(Date.now() + 3_600_000).toISOString(), clientKey: null, ...changes },
    });
  const edit = (conversationId: ConversationId, messageId: MessageId) =>
    harness.call(messaging.editScheduled, { origin: anna.origin, conversationId, messageId, body: { kind: 'plain', text: 'changed' } });
  const listed = () => harness.call(messaging.listScheduled, { viewerId: anna.id });
  const mirrorBlock = (blocker: Person, blocked: Person, isStanding: boolean) =>
    harness.call(messaging.mirrorBlock, { blockerId: blocker.id, blockedId: blocked.id, isStanding, changedAt: new Date().toISOString() });

  it.each<readonly [string, ErrorCode, (id: ConversationId) => Promise<unknown>]>([
    ['who is blocked', 'BLOCKED', () => mirrorBlock(ben, anna, true)],
    ['who blocks', 'BLOCKED', () => mirrorBlock(anna, ben, true)],
    [
      'somebody who is suspended',
      'RECIPIENT_GONE',
      () => harness.database.query('UPDATE user_mirror SET suspended_at = now() WHERE id = $1', [ben.id]),
    ],
    [
      'where plain text is refused',
      'ENCRYPTION_REQUIRED',
      (id) => harness.database.query('UPDATE conversation SET is_encryption_required = true WHERE id = $1', [id]),
    ],
    [
      'a conversation that is gone',
      'CONVERSATION_NOT_FOUND',
      (id) => harness.database.query('UPDATE conversation SET deleted_at = now() WHERE id = $1', [id]),
    ],
    ['one that is left', 'NOT_A_MEMBER', (id) => harness.database.query('UPDATE member SET left_at = now() WHERE conversation_id = $1', [id])],
  ])('A-CB-35 by and to %s, new or edited: %s, as a send', async (_who, code, change) => {
    [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const waiting = await schedule(id, { clientKey: 'k' });
    await change(id);
    await expect(harness.call(messaging.sendMessage, textInput(anna, { id }, 'now'))).rejects.toMatchObject({ code });
    await expect(schedule(id, {})).rejects.toMatchObject({ code });
    await expect(edit(id, waiting.id)).rejects.toMatchObject({ code });
    expect(await schedule(id, { clientKey: 'k' })).toEqual(waiting);
    expect(await listed()).toEqual([waiting]);
    await harness.database.query('UPDATE scheduled_message SET scheduled_for = now() WHERE id = $1', [waiting.id]);
    await eventually(async () => expect(await listed()).toMatchObject([{ id: waiting.id, status: 'cancelled' }]), 5_000);
    expect(await harness.database.query('SELECT 1 FROM message WHERE conversation_id = $1', [id])).toEqual([]);
  });

  it('to answer a message that is gone; what is taken leaves no mark in the conversation until it is due', async () => {
    [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const root = await harness.say(ben, id, 'root');
    const marks = () =>
      harness.database.query(
        `SELECT c.last_seq, c.last_message_id, m.thread_count, (SELECT count(*) FROM message WHERE conversation_id = c.id) AS messages,
          (SELECT count(*) FROM change WHERE conversation_id = c.id) AS changes, (SELECT count(*) FROM client_key WHERE conversation_id = c.id) AS keys
           FROM conversation c JOIN message m ON m.id = $2 WHERE c.id = $1`,
        [id, root.id],
      );
    const before = await marks();
    const waiting = await schedule(id, { replyToId: root.id, isThreadReply: true, clientKey: 'once' });
    await edit(id, waiting.id);
    expect(await marks()).toEqual(before);
    expect(harness.bus.eventsOf(messaging.messageSent).filter(({ payload }) => payload.message.id === waiting.id)).toEqual([]);
    await expect(schedule(id, { replyToId: newId() })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await harness.call(messaging.deleteMessage, { origin: ben.origin, messageId: root.id, conversationId: id, scope: 'everyone' });
    await expect(schedule(id, { replyToId: root.id, isThreadReply: true })).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await expect(edit(id, waiting.id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });
});
