import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { historyInput, MessagingHarness, type Person } from './messaging.harness.js';

describe('a room too large for ticks', () => {
  let harness: MessagingHarness;
  beforeAll(async () => void (harness = await MessagingHarness.start(1)));
  afterAll(() => harness.close());

  it('C46: shows who reads his own reading, and nobody the others’', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [ben], {})).conversation;
    await harness.database.query(
      `WITH crowd AS (INSERT INTO user_mirror (id, num, username, display_name, updated_at)
         SELECT gen_random_uuid(), 1000000 + n, 'crowd_' || n, 'One of them', now() FROM generate_series(1, $2) AS n RETURNING id)
       INSERT INTO member (conversation_id, user_id, role, joined_at, joined_seq) SELECT $1, id, 'member', now(), 0 FROM crowd`,
      [id, messaging.maxTickedMembers],
    );
    const { id: messageId } = await harness.say(anna, id, 'to all');
    const shownTo = async (viewer: Person) => {
      const page = await harness.call(messaging.listMessages, historyInput(viewer, { id }, {}));
      return page?.messages.find((message) => message.id === messageId)?.delivery;
    };
    const nobody = { deliveredTo: [], readBy: [], isDelivered: false, isRead: false };
    expect(await shownTo(ben)).toEqual(nobody);
    await harness.call(messaging.markRead, { origin: ben.origin, conversationId: id, messageId });
    expect(await shownTo(ben)).toEqual({ ...nobody, deliveredTo: [ben.id], readBy: [ben.id] });
    expect(await shownTo(anna)).toEqual(nobody);
  });
});
