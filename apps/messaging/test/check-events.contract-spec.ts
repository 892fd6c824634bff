import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { EventStream } from '@parley/transport';
import { eventually } from '@parley/testing';
import { MessagingHarness } from './messaging.harness.js';

describe('messaging.checkEvents', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  it('answers while events leave, fails once one has waited for more than 5 s, and answers again when it has left', async () => {
    const publish = jest.spyOn(harness.part(EventStream), 'publish').mockRejectedValue(new Error('no room'));
    const [anna, ben] = await harness.people('anna', 'ben');
    await harness.room(anna, [ben], {});
    const age = (seconds: number) =>
      harness.database.query('UPDATE outbox SET created_at = now() - make_interval(secs => $1) WHERE published_at IS NULL RETURNING 1', [seconds]);
    await age(4);
    expect(await harness.call(messaging.checkEvents, {})).toBeNull();
    await age(6);
    await expect(harness.call(messaging.checkEvents, {})).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    publish.mockRestore();
    await eventually(async () => expect(await harness.call(messaging.checkEvents, {})).toBeNull(), 10_000);
  });
});
