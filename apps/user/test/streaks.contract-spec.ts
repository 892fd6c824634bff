import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, user } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import { somebody, startUser, type UserHarness } from './user.harness.js';

const wrote = (sender: user.UserCard, other: user.UserCard): messaging.SentMessage => {
  const conversation = { id: newId<'conversation'>(), num: 1, kind: 'direct', title: null, slug: null, pair: [sender, other] } as const;
  const message = {
    id: newId<'message'>(),
    conversationId: conversation.id,
    sender,
    seq: 1,
    type: 'text',
    body: { kind: 'plain', text: 'hi' },
    attachments: [],
    metadata: {},
    reactions: [],
    replyToId: null,
    threadRootId: null,
    threadCount: 0,
    isPinned: false,
    linkPreview: null,
    voice: null,
    delivery: { deliveredTo: [], readBy: [], isDelivered: false, isRead: false },
    sentAt: new Date().toISOString(),
    editedAt: null,
    deletedAt: null,
  } as const;
  return { message, conversation, isNew: true };
};

describe('streaks', () => {
  let harness: UserHarness;
  beforeAll(async () => {
    harness = await startUser();
    harness.bus.answer(messaging.listAudiences, () => []);
  });
  afterAll(() => harness.close());

  const make = (displayName: string) => harness.bus.call(user.createProfile, somebody({ displayName }));
  const hear = ({ message, conversation }: messaging.SentMessage) =>
    harness.bus.publish(messaging.messageSent, envelopeOf(messaging.messageSent, { message, conversation, clientKey: null }, null));
  const streaksOf = (id: string) => harness.database.query('SELECT 1 FROM streak WHERE $1 IN (low, high)', [id]);

  it('C80: what the deleted wrote or were written begins none when it is heard later; those of the living go on', async () => {
    const [gone, friend, third] = [await make('Gone'), await make('Friend'), await make('Third')];
    await hear(wrote(gone, friend));
    await eventually(async () => expect(await streaksOf(gone.id)).toHaveLength(1), 5_000);
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: gone.id, sealedAddresses: '' }, null));
    await eventually(async () => expect(await streaksOf(gone.id)).toEqual([]), 5_000);
    await hear(wrote(friend, gone));
    await hear(wrote(gone, third));
    await hear(wrote(friend, third));
    await eventually(async () => expect(await streaksOf(third.id)).toHaveLength(1), 5_000);
    await harness.bus.consumed(messaging.messageSent);
    expect(await streaksOf(gone.id)).toEqual([]);
  });
});
