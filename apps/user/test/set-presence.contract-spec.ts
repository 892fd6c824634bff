import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, user } from '@parley/contracts';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('a state of somebody’s choice', () => {
  let harness: UserHarness;
  beforeAll(async () => void (harness = await startUser()));
  afterAll(() => harness.close());

  it('CB-6.3: is never seen without the status message that came with it', async () => {
    const { id } = await harness.bus.call(user.createProfile, somebody({}));
    const origin = { userId: id, sessionId: newId<'session'>(), dialect: 'connectbest' } as const;
    const seen = async () => (await harness.bus.call(user.getPresences, { viewerId: id, userIds: [id] }))[0];
    await harness.bus.call(user.setPresence, { origin, status: 'online' });
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM profile WHERE user_id = $1 FOR NO KEY UPDATE', [id]);
    const setting = harness.bus.call(user.setPresence, { origin, status: 'busy', statusMessage: 'In a call' });
    try {
      await eventually(async () => {
        const waiting = await harness.database.lockWaits();
        expect(waiting).toHaveLength(1);
      }, 5_000);
      expect(await seen()).toMatchObject({ status: 'online', statusMessage: null });
    } finally {
      await holder.end();
    }
    await setting;
    expect(await seen()).toMatchObject({ status: 'busy', statusMessage: 'In a call' });
  });
});
