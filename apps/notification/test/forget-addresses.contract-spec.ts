import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { seal, sealAddress } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { startNotification, type NotificationHarness } from './notification.harness.js';

describe('a deleted user in notification (C80)', () => {
  let harness: NotificationHarness;
  beforeAll(async () => void (harness = await startNotification({}, 1)));
  afterAll(() => harness.close());

  it('forgets what was sent to their addresses, in any case, and nothing else', async () => {
    for (const recipient of ['Ada@example.org', '+4915112345678', sealAddress(harness.serverKey, '+4915112345678'), 'grace@example.org'])
      await harness.database.query(
        `INSERT INTO delivery (id, channel, template, recipient, state, sent_at, expires_at) VALUES ($1, 'email', 'verify-email', $2, 'sent', now(), now())`,
        [newId(), recipient],
      );
    const sealedAddresses = seal(harness.serverKey, JSON.stringify(['ada@example.org', '+4915112345678']));
    await harness.bus.publish(auth.userDeleted, envelopeOf(auth.userDeleted, { userId: newId<'user'>(), sealedAddresses }, null));
    await eventually(
      async () => expect(await harness.database.query('SELECT recipient FROM delivery')).toEqual([{ recipient: 'grace@example.org' }]),
      5_000,
    );
  });
});
