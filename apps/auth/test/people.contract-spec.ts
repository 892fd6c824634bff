import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, dialects, newId, notification, user, type Origin, type UserId } from '@parley/contracts';
import { unseal } from '@parley/runtime';
import { eventually } from '@parley/testing';
import { AuthHarness, type Person } from './auth.harness.js';

describe('auth.people', () => {
  let harness: AuthHarness;
  let admin: Person;
  let actor: Origin;
  let erased: readonly user.EraseProfileInput[];
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    erased = harness.bus.answer(user.eraseProfile, () => null);
    admin = await harness.verified('connectbest');
    await harness.bus.call(auth.makeAdmin, { userId: admin.account.userId });
    const { session } = await admin.logIn('connectbest');
    actor = { userId: admin.account.userId, sessionId: session.sessionId, dialect: 'connectbest' };
  });
  afterAll(() => harness.close());

  const suspend = (userId: UserId, by: Origin | null) => harness.bus.call(auth.suspendAccount, { actor: by, userId, reason: 'spam' });
  const activate = (userId: UserId, by: Origin | null) => harness.bus.call(auth.activateAccount, { actor: by, userId });
  const remove = (userId: UserId, by: Origin | null) => harness.bus.call(auth.deleteAccount, { actor: by, userId });
  const list = (given: Partial<auth.ListAccountsInput>) =>
    harness.bus.call(auth.listAccounts, { viewerId: actor.userId, state: null, search: null, limit: 50, offset: 0, ...given });
  const audit = (targetId: UserId) =>
    harness.database.query('SELECT actor_id, action, reason FROM audit_entry WHERE target_id = $1 ORDER BY id', [targetId]);

  it('lists, newest first, by state and by part of name or address, and counts', async () => {
    const name = `Zoë 100% ${harness.unique}`;
    const [older, newer] = [await harness.account('v1', { displayName: name }), await harness.account('v1', { displayName: name })];
    await suspend(older.account.userId, null);
    const found = await list({ search: `ZOË 100% ${harness.unique}` });
    expect(found.accounts.map(({ userId }) => userId)).toEqual([newer.account.userId, older.account.userId]);
    expect(found).toMatchObject({ total: 2, accounts: [{ displayName: name, state: 'active' }, { state: 'suspended' }] });
    expect(await list({ search: name, limit: 1, offset: 1 })).toMatchObject({ total: 2, accounts: [{ userId: older.account.userId }] });
    expect(await list({ search: name, state: 'suspended' })).toMatchObject({ total: 1, accounts: [{ userId: older.account.userId }] });
    expect(await list({ search: newer.identifier.slice(1, -3) })).toMatchObject({ total: 1, accounts: [{ userId: newer.account.userId }] });
    expect((await list({ search: `Zoë 100_ ${harness.unique}` })).total).toBe(0);
  });

  it('keeps the newest name of a profile', async () => {
    const { account } = await harness.account('v1', {});
    const profile = {
      id: account.userId,
      num: 1,
      username: 'x',
      avatarUrl: null,
      email: null,
      bio: null,
      publicKey: null,
      statusMessage: null,
      preferences: { notifications: true, soundEnabled: true, timezone: 'UTC' },
      visibility: { presence: 'everyone', contact: 'everyone' },
      createdAt: '',
    } as const;
    for (const [displayName, updatedAt] of [
      [`New ${harness.unique}`, '2030-01-02T00:00:00.000Z'],
      [`Old ${harness.unique}`, '2030-01-01T00:00:00.000Z'],
    ] as const) {
      const payload = { profile: { ...profile, displayName, updatedAt } };
      await harness.bus.publish(user.profileChanged, {
        id: newId(),
        subject: user.profileChanged.subject,
        occurredAt: updatedAt,
        origin: null,
        payload,
      });
    }
    await eventually(async () => expect((await list({ search: `New ${harness.unique}` })).total).toBe(1), 5_000);
    await eventually(async () => expect(await harness.database.query('SELECT 1 FROM inbox WHERE consumer = $1', ['people'])).toHaveLength(2), 5_000);
    expect((await list({ search: `Old ${harness.unique}` })).total).toBe(0);
  });

  it('suspends: no log-in, every session ended, mail, audit and event, once', async () => {
    const person = await harness.verified('v1');
    const { userId } = person.account;
    const sessions = await Promise.all(dialects.map((dialect) => person.logIn(dialect)));
    for (let time = 0; time < 2; time++) expect(await suspend(userId, actor)).toBeNull();
    for (const { session } of sessions) expect(await harness.revokeReason(session.sessionId)).toBe('suspended');
    await expect(person.logIn('v1')).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    expect(await audit(userId)).toEqual([{ actor_id: actor.userId, action: 'suspend', reason: 'spam' }]);
    const mail = await harness.bus.event(
      notification.mailRequested,
      ({ to, template }) => to === person.identifier && template === 'account-suspended',
    );
    expect(JSON.parse(unseal(harness.serverKey, mail.payload.sealed))).toEqual({ name: person.account.username, reason: 'spam' });
    await harness.bus.event(auth.accountStateChanged, (payload) => payload.userId === userId && payload.state === 'suspended');
    expect(await activate(userId, actor)).toBeNull();
    expect((await person.logIn('v1')).account.state).toBe('active');
    for (const { session } of sessions) expect(await harness.revokeReason(session.sessionId)).toBe('suspended');
    expect((await audit(userId)).length).toBe(2);
  });

  it('deletes: the person is erased, told to the others, and the names are free again', async () => {
    const person = await harness.verified('v1');
    const { userId, username } = person.account;
    const { session } = await person.logIn('v1');
    await harness.bus.call(auth.enableSmsFactor, { userId, phone: '+4915199999999' });
    const copy = { userId, displayName: username, avatarUrl: `https://example.com/${username}.png`, updatedAt: '2026-01-01T00:00:00.000Z' };
    await harness.bus.call(auth.mirrorProfile, copy);
    // Nobody's attempts by their outcome, and yet his: both names were taken.
    await expect(harness.account('v1', { email: person.identifier.toUpperCase() })).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    await expect(harness.account('umoc', { username, email: null })).rejects.toMatchObject({ code: 'USERNAME_TAKEN' });
    expect(await remove(userId, actor)).toBeNull();
    expect(await harness.revokeReason(session.sessionId)).toBe('deleted');
    const event = await harness.bus.event(auth.userDeleted, (payload) => payload.userId === userId);
    expect(JSON.parse(unseal(harness.serverKey, event.payload.sealedAddresses))).toEqual([person.identifier, '+4915199999999']);
    expect(erased).toContainEqual({ userId });
    await harness.bus.call(auth.mirrorProfile, { ...copy, updatedAt: new Date().toISOString() });
    for (const table of ['account', 'session', 'second_factor', 'refresh_token', 'verification_code', 'auth_attempt']) {
      const rows = await harness.database.query(`SELECT 1 FROM ${table} t WHERE t::text ILIKE ANY ($1)`, [
        [`%${person.identifier}%`, `%${username}%`],
      ]);
      expect([table, rows]).toEqual([table, []]);
    }
    const sessions = await harness.database.query('SELECT ip, user_agent, device_id, token_hash FROM session WHERE user_id = $1', [userId]);
    expect(sessions).toEqual([{ ip: '', user_agent: null, device_id: null, token_hash: null }]);
    expect(await harness.database.query('SELECT 1 FROM auth_attempt WHERE user_id = $1 AND ip IS NOT NULL', [userId])).toEqual([]);
    await expect(harness.bus.call(auth.getAccount, { userId })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(remove(userId, actor)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    expect(await audit(userId)).toEqual([{ actor_id: actor.userId, action: 'delete', reason: null }]);
    await harness.account('v1', { email: person.identifier, username });
    await expect(harness.account('v1', { username: 'deleted_7' })).rejects.toMatchObject({ code: 'USERNAME_TAKEN' });
  });

  it('deletes somebody who refreshes and logs in all the while', async () => {
    const person = await harness.verified('v1');
    const { session } = await person.logIn('v1');
    const refreshToken = session.refreshToken ?? '';
    const refreshing = Array.from({ length: 30 }, () => harness.bus.call(auth.refreshSession, { refreshToken }));
    const busy = Promise.allSettled([...refreshing, person.logIn('v1'), person.logIn('chatrooms')]);
    await refreshing[0];
    expect(await remove(person.account.userId, actor)).toBeNull();
    const refused = (await busy).flatMap((one) => (one.status === 'rejected' ? [(one.reason as { readonly code: string }).code] : []));
    expect(refused.filter((code) => code !== 'CREDENTIALS_WRONG' && code !== 'REFRESH_TOKEN_INVALID')).toEqual([]);
    await expect(harness.bus.call(auth.refreshSession, { refreshToken })).rejects.toMatchObject({ code: 'REFRESH_TOKEN_INVALID' });
    const alive = await harness.database.query('SELECT 1 FROM session WHERE user_id = $1 AND revoked_at IS NULL', [person.account.userId]);
    expect(alive).toEqual([]);
  });

  it.each([`UPDATE audit_entry SET reason = 'none'`, 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])(
    'what admins did is kept: %s',
    async (sql) => {
      const person = await harness.account('v1', {});
      await suspend(person.account.userId, actor);
      await expect(harness.database.query(sql)).rejects.toThrow('audit_entry only grows');
      expect(await audit(person.account.userId)).toEqual([{ actor_id: actor.userId, action: 'suspend', reason: 'spam' }]);
    },
  );

  it('ADMIN_REQUIRED: by the row, not by the token; SELF_TARGETED, ADMIN_PROTECTED, USER_NOT_FOUND', async () => {
    const person = await harness.verified('v1');
    const other = await harness.account('v1', {});
    const stranger: Origin = { ...actor, userId: person.account.userId };
    for (const act of [suspend, activate, remove])
      await expect(act(other.account.userId, stranger)).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    await expect(list({ viewerId: person.account.userId })).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    for (const act of [suspend, remove]) await expect(act(actor.userId, actor)).rejects.toMatchObject({ code: 'SELF_TARGETED' });
    for (const act of [suspend, activate, remove]) await expect(act(newId<'user'>(), actor)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await harness.bus.call(auth.makeAdmin, { userId: person.account.userId });
    await expect(suspend(person.account.userId, actor)).rejects.toMatchObject({ code: 'ADMIN_PROTECTED' });
    await harness.database.query(`UPDATE account SET state = 'suspended' WHERE user_id = $1`, [person.account.userId]);
    await expect(suspend(other.account.userId, stranger)).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
  });

  it('notes which message an admin reads for audit, and refuses everybody else (A-CB-37)', async () => {
    const messageId = newId<'message'>();
    const entries = () => harness.database.query('SELECT actor_id, action, target_kind FROM audit_entry WHERE target_id = $1', [messageId]);
    const stranger = { ...actor, userId: (await harness.account('v1', {})).account.userId };
    await expect(harness.bus.call(auth.noteReading, { actor: stranger, messageId })).rejects.toMatchObject({ code: 'ADMIN_REQUIRED' });
    expect(await entries()).toEqual([]);
    await harness.bus.call(auth.noteReading, { actor, messageId });
    expect(await entries()).toEqual([{ actor_id: actor.userId, action: 'read-message', target_kind: 'message' }]);
  });

  it('finds whom the operator means, by id, address or name', async () => {
    const { account } = await harness.account('v1', {});
    for (const identifier of [account.userId, account.email?.toUpperCase() ?? '', account.username])
      expect(await harness.bus.call(auth.findAccount, { identifier })).toEqual(account);
    await expect(harness.bus.call(auth.findAccount, { identifier: 'nobody-at-all' })).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });
});
