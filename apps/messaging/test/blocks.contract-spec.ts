import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging, user } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { cardOf, MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('blocks', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  const micros = (n: number): string => `2026-01-01T00:00:00.${String(n).padStart(6, '0')}Z`;
  const mirror = (blocker: Person, blocked: Person, isStanding: boolean, at: number) =>
    harness.call(messaging.mirrorBlock, { blockerId: blocker.id, blockedId: blocked.id, isStanding, changedAt: micros(at) });
  const edit = (editor: Person, messageId: messaging.Message['id'], text: string) =>
    harness.call(messaging.editMessage, { origin: editor.origin, messageId, conversationId: null, body: { kind: 'plain', text } });
  const refused = { code: 'BLOCKED' };

  it('neither of the two writes to the other while one blocks, in the conversation or by name; lifted, both do', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const id = await harness.direct(ada, bob);
    await harness.say(ada, id, 'before');
    await mirror(ada, bob, true, 1);
    await expect(harness.say(ada, id, 'x')).rejects.toMatchObject(refused);
    await expect(harness.say(bob, id, 'x')).rejects.toMatchObject(refused);
    await expect(harness.call(messaging.sendMessage, textInput(bob, { directWith: { id: ada.id } }, 'x'))).rejects.toMatchObject(refused);
    await expect(harness.direct(bob, ada)).rejects.toMatchObject(refused);
    expect(await harness.database.query('SELECT 1 FROM message WHERE conversation_id = $1', [id])).toHaveLength(1);
    await mirror(ada, bob, false, 2);
    await harness.say(bob, id, 'after');
  });

  it('a repeat of what was acknowledged before stays a repeat', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const input = { ...textInput(ada, { directWith: { id: bob.id } }, 'x'), clientKey: 'k' };
    const first = await harness.call(messaging.sendMessage, input);
    await mirror(bob, ada, true, 1);
    expect(await harness.call(messaging.sendMessage, input)).toMatchObject({ isNew: false, message: { id: first.message.id } });
  });

  it('opens nothing for two who have not met, and fails nobody else of the batch', async () => {
    const [ada, bob, cleo] = await harness.people('ada', 'bob', 'cleo');
    await mirror(ada, bob, true, 1);
    const sends = [bob, cleo].map((other) => harness.call(messaging.sendMessage, textInput(ada, { directWith: { id: other.id } }, 'x')));
    const [toBob, toCleo] = await Promise.allSettled(sends);
    expect(toBob).toMatchObject({ status: 'rejected', reason: refused });
    expect(toCleo?.status).toBe('fulfilled');
    await expect(harness.direct(bob, ada)).rejects.toMatchObject(refused);
    const sql = `SELECT 1 FROM conversation WHERE direct_key LIKE '%' || $1 || '%'`;
    expect(await harness.database.query(sql, [bob.id])).toEqual([]);
  });

  it('leaves rooms alone', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const { conversation } = await harness.room(ada, [bob], {});
    await mirror(ada, bob, true, 1);
    const { id } = await harness.say(bob, conversation.id, 'hello room');
    await edit(bob, id, 'hello again');
  });

  it('nobody writes to the other by an edit of what he once said', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const sent = await harness.say(bob, await harness.direct(ada, bob), 'before');
    await mirror(ada, bob, true, 1);
    await expect(edit(bob, sent.id, 'since')).rejects.toMatchObject(refused);
    expect(await harness.database.query('SELECT body, edited_at AS at FROM message WHERE id = $1', [sent.id])).toEqual([
      { body: sent.body, at: null },
    ]);
    await mirror(ada, bob, false, 2);
    await edit(bob, sent.id, 'after');
  });

  it('each direction stands for itself, and an older copy changes nothing', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const id = await harness.direct(ada, bob);
    await mirror(ada, bob, true, 5);
    await mirror(bob, ada, true, 6);
    await mirror(ada, bob, false, 7);
    await expect(harness.say(ada, id, 'x')).rejects.toMatchObject(refused);
    await mirror(bob, ada, false, 8);
    await mirror(ada, bob, true, 6);
    await harness.say(ada, id, 'y');
  });

  it('hears user.userBlocked and userUnblocked, for what mirrorBlock missed', async () => {
    const [ada, bob] = await harness.people('ada', 'bob');
    const id = await harness.direct(ada, bob);
    const change = (at: number) => ({ blocker: cardOf(ada), blocked: cardOf(bob), changedAt: micros(at) });
    await harness.bus.publish(user.userBlocked, envelopeOf(user.userBlocked, change(1), ada.origin));
    await eventually(() => expect(harness.say(bob, id, 'x')).rejects.toMatchObject(refused), 5_000);
    await harness.bus.publish(user.userUnblocked, envelopeOf(user.userUnblocked, change(2), ada.origin));
    await eventually(() => harness.say(bob, id, 'y'), 5_000);
  });
});
