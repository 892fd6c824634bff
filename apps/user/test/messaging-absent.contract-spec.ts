import { describe, expect, it } from '@jest/globals';
import { user } from '@parley/contracts';
import { TestBus } from '@parley/testing';
import { somebody, startUserOn } from './user.harness.js';

describe('user.createProfile without messaging', () => {
  it('stores and publishes the profile all the same', async () => {
    const bus = await TestBus.open();
    const { app, database } = await startUserOn(bus);
    const input = somebody({});
    // The caller of createProfile waits 2 s, as long as the service waits for messaging: the profile is what counts.
    await bus.call(user.createProfile, input).catch(() => null);
    expect(await bus.call(user.getProfile, { user: { id: input.userId } })).toMatchObject({ username: input.username });
    await bus.event(user.profileChanged, ({ profile }) => profile.id === input.userId);
    await app.close();
    await bus.close();
    await database.close();
  });
});
