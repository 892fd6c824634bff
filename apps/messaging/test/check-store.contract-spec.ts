import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { MessagingHarness } from './messaging.harness.js';

describe('messaging.checkStore', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  it('answers while messages can be read, and fails when they cannot', async () => {
    expect(await harness.call(messaging.checkStore, {})).toBeNull();
    await harness.database.query('ALTER TABLE message RENAME TO message_gone');
    await expect(harness.call(messaging.checkStore, {})).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
