import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, newId, user, type Origin } from '@parley/contracts';
import { AuthHarness, type Person } from './auth.harness.js';

describe('auth.api-key', () => {
  let harness: AuthHarness;
  let admin: Person;
  let actor: Origin;
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    harness.bus.answer(user.eraseProfile, () => null);
    admin = await harness.verified('connectbest');
    await harness.bus.call(auth.makeAdmin, { userId: admin.account.userId });
    const { session } = await admin.logIn('connectbest');
    actor = { userId: admin.account.userId, sessionId: session.sessionId, dialect: 'connectbest' };
  });
  afterAll(() => harness.close());

  const create = (ownerId: Person['account']['userId'], scopes: auth.ApiKeyScope[], by: Origin | null) =>
    harness.bus.call(auth.createApiKey, { actor: by, ownerId, name: 'import', scopes });
  const check = (secret: string) => harness.bus.call(auth.checkApiKey, { secret, ip: '192.0.2.9' });
  const revoke = (apiKeyId: auth.ApiKey['id'], by: Origin | null) => harness.bus.call(auth.revokeApiKey, { actor: by, apiKeyId });
  const audit = (targetId: string) =>
    harness.database.query('SELECT actor_id, action, target_kind, reason FROM audit_entry WHERE target_id = $1 ORDER BY id', [targetId]);

  it('makes a key that acts as its owner, keeps its hash alone and notes the deed', async () => {
    const { apiKey, secret } = await create(actor.userId, ['read'], actor);
    expect(secret).toMatch(auth.apiKeyShape);
    expect(apiKey).toEqual({
      id: expect.any(String),
      ownerId: actor.userId,
      name: 'import',
      scopes: ['read'],
      createdAt: expect.any(String),
      lastUsedAt: null,
    });
    const holder = { apiKeyId: apiKey.id, ownerId: actor.userId, scopes: ['read'], role: 'admin', email: admin.identifier };
    expect(await check(secret)).toEqual(holder);
    const [row] = await harness.database.query<{ text: string; hash: Buffer }>(
      'SELECT api_key::text AS text, key_hash AS hash FROM api_key WHERE id = $1',
      [apiKey.id],
    );
    expect([row?.hash.length, row?.text.includes(secret.slice(3))]).toEqual([32, false]);
    expect(await audit(apiKey.id)).toEqual([{ actor_id: actor.userId, action: 'create-api-key', target_kind: 'api-key', reason: 'import' }]);
    const { apiKeys } = await harness.bus.call(auth.listApiKeys, { viewerId: actor.userId });
    expect(apiKeys.find(({ id }) => id === apiKey.id)).toEqual({ ...apiKey, lastUsedAt: expect.any(String) });
  });

  it('revokes: refused from the answer on, by every replica, and logged', async () => {
    const replica = await harness.startReplica();
    const { apiKey, secret } = await create(actor.userId, ['read', 'write'], actor);
    expect(await revoke(apiKey.id, actor)).toBeNull();
    for (let time = 0; time < 6; time++) await expect(check(secret)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    await replica.close();
    expect((await audit(apiKey.id)).map((entry) => (entry as { action: string }).action)).toEqual(['create-api-key', 'revoke-api-key']);
    expect((await harness.bus.call(auth.listApiKeys, { viewerId: null })).apiKeys.map(({ id }) => id)).not.toContain(apiKey.id);
    expect(await harness.attempts(apiKey.id)).toEqual(Array(6).fill(['api-key', 'TOKEN_INVALID']));
    await expect(revoke(apiKey.id, actor)).rejects.toMatchObject({ code: 'API_KEY_NOT_FOUND' });
  });

  it('TOKEN_INVALID for a key nobody was given; INPUT_INVALID for what looks like none', async () => {
    await expect(check(`pk_${'x'.repeat(43)}`)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    for (const secret of ['', 'pk_short', `xx_${'x'.repeat(43)}`]) await expect(check(secret)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('sleeps while its owner is suspended, and goes with the owner', async () => {
    const owner = await harness.account('v1', {});
    const { userId } = owner.account;
    const { apiKey, secret } = await create(userId, ['read'], null);
    await harness.bus.call(auth.suspendAccount, { actor: null, userId, reason: 'spam' });
    await expect(check(secret)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    await harness.bus.call(auth.activateAccount, { actor: null, userId });
    expect(await check(secret)).toMatchObject({ ownerId: userId, role: 'user' });
    await harness.bus.call(auth.deleteAccount, { actor: null, userId });
    await expect(check(secret)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(await harness.database.query('SELECT 1 FROM api_key WHERE id = $1', [apiKey.id])).toEqual([]);
  });

  it('ADMIN_REQUIRED, also for a key of somebody else; USER_NOT_FOUND', async () => {
    const person = await harness.account('v1', {});
    const stranger: Origin = { ...actor, userId: person.account.userId };
    await expect(create(stranger.userId, ['read'], stranger)).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    await expect(create(stranger.userId, ['read'], actor)).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    await expect(harness.bus.call(auth.listApiKeys, { viewerId: stranger.userId })).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    const { apiKey } = await create(actor.userId, ['read'], actor);
    await expect(revoke(apiKey.id, stranger)).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    await expect(create(newId<'user'>(), ['read'], null)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });
});
