import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { MessagingHarness, type Person } from './messaging.harness.js';

type End = (owner: Person, reader: Person, conversationId: messaging.Conversation['id']) => Promise<unknown>;

describe('who marks read as he leaves', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const waiting = () => harness.database.lockWaits();
  const leave: End = (_owner, { origin }, conversationId) => harness.call(messaging.leaveRoom, { origin, conversationId });
  const remove: End = ({ origin }, { id: userId }, conversationId) => harness.call(messaging.removeMember, { origin, conversationId, userId });
  const close: End = ({ origin }, _reader, conversationId) => harness.call(messaging.deleteRoom, { origin, conversationId, asAppAdmin: false });

  it.each([
    ['leaves', leave, 'NOT_A_MEMBER'],
    ['is removed', remove, 'NOT_A_MEMBER'],
    ['finds the room deleted', close, 'CONVERSATION_NOT_FOUND'],
  ])('C45: and %s first has read nothing, and nobody is told that he has', async (_what, end, code) => {
    const [owner, reader, other] = await harness.people('owner', 'reader', 'other');
    const { id: conversationId } = (await harness.room(owner, [reader, other], {})).conversation;
    const { id: messageId } = await harness.say(owner, conversationId, 'news');
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [conversationId]);
    const ended = end(owner, reader, conversationId);
    await eventually(async () => expect(await waiting()).toHaveLength(1), 5_000);
    // He has been looked up as a member, and waits behind his own leaving.
    const read = harness.call(messaging.markRead, { origin: reader.origin, conversationId, messageId });
    const refused = expect(read).rejects.toMatchObject({ code });
    await eventually(async () => expect(await waiting()).toHaveLength(2), 5_000);
    await holder.query('COMMIT');
    await holder.end();
    await ended;
    await refused;
    const told = await harness.database.query('SELECT 1 FROM change WHERE conversation_id = $1 AND type = $2', [
      conversationId,
      messaging.messagesRead.subject,
    ]);
    expect(told).toEqual([]);
  });
});
