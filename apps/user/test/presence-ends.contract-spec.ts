import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, user, type UserId } from '@parley/contracts';
import { somebody, startUser, type UserHarness } from './user.harness.js';

describe('a stay over REST alone', () => {
  let harness: UserHarness;
  beforeAll(async () => {
    harness = await startUser();
    harness.bus.answer(messaging.listAudiences, () => []);
  });
  afterAll(() => harness.close());

  const revoke = async (userId: UserId, reason: auth.RevocationReason, at: number): Promise<void> => {
    const payload = { revocations: [{ sessionId: newId<'session'>(), userId, reason, forgetAt: 0 }] };
    const envelope = { id: newId(), subject: auth.sessionsRevoked.subject, occurredAt: new Date(at).toISOString(), origin: null, payload };
    await harness.bus.publish(auth.sessionsRevoked, envelope);
    await harness.bus.consumed(auth.sessionsRevoked);
  };
  const arrived = async (): Promise<UserId> => {
    const { id } = await harness.bus.call(user.createProfile, somebody({}));
    await harness.bus.call(user.arrive, { userId: id });
    return id;
  };
  const statusOf = async (userId: UserId) => (await harness.bus.call(user.getPresences, { viewerId: newId<'user'>(), userIds: [userId] }))[0]?.status;

  it('C34: ends with the tokens of all sessions, not with those of one, nor for who has come again since', async () => {
    const [ada, bob, cat] = [await arrived(), await arrived(), await arrived()];
    await revoke(ada, 'password', Date.now() + 1_000);
    await revoke(bob, 'logout', Date.now() + 1_000);
    await revoke(cat, 'password', Date.now() - 60_000);
    expect([await statusOf(ada), await statusOf(bob), await statusOf(cat)]).toEqual(['offline', 'online', 'online']);
  });
});
