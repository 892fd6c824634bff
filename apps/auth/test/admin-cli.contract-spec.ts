import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, user } from '@parley/contracts';
import { runCli, usage } from '../src/cli/run-cli.js';
import { AuthHarness } from './auth.harness.js';

describe('the admin CLI', () => {
  let harness: AuthHarness;
  beforeAll(async () => {
    harness = await AuthHarness.start({ isUserUp: true });
    harness.bus.answer(user.eraseProfile, () => null);
  });
  afterAll(() => harness.close());

  const run = (...args: readonly string[]) => runCli(harness.bus.options, args);
  const said = (text: unknown) => ({ isError: false, text });
  const refused = (text: unknown) => ({ isError: true, text });

  it('acts on one account, named by id, address or username, and notes that the operator did', async () => {
    const { account, identifier, logIn } = await harness.account('v1', {});
    const { userId, username } = account;
    expect(await run('suspend', identifier, 'spam and worse')).toEqual(said(`${username} is suspended`));
    await expect(logIn('v1')).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
    expect(await run('activate', username)).toEqual(said(`${username} is active`));
    expect(await run('make-admin', userId)).toEqual(said(`${username} is an admin`));
    expect((await logIn('v1')).account.role).toBe('admin');
    expect(await run('suspend', userId, 'x')).toEqual(refused('ADMIN_PROTECTED {}'));
    expect(await run('delete', userId)).toEqual(said(`${username} is deleted`));
    expect(await run('activate', userId)).toEqual(refused('USER_NOT_FOUND {}'));
    const rows = await harness.database.query('SELECT actor_id, action, reason FROM audit_entry WHERE target_id = $1 ORDER BY id', [userId]);
    expect(rows).toEqual([
      { actor_id: null, action: 'suspend', reason: 'spam and worse' },
      { actor_id: null, action: 'activate', reason: null },
      { actor_id: null, action: 'make-admin', reason: null },
      { actor_id: null, action: 'delete', reason: null },
    ]);
  });

  it('makes, lists and revokes API keys of anybody', async () => {
    const { account, identifier } = await harness.account('v1', {});
    const { isError, text } = await run('api-key', 'create', identifier, 'nightly import', 'read');
    const [line = '', secret = ''] = text.split('\n');
    const [id = ''] = line.split('  ');
    expect([isError, line]).toEqual([false, `${id}  nightly import  read  owner ${account.userId}  last used never`]);
    expect(await harness.bus.call(auth.checkApiKey, { secret, ip: '192.0.2.9' })).toMatchObject({ apiKeyId: id, scopes: ['read'] });
    expect((await run('api-key', 'list')).text).toContain(`${id}  nightly import  read`);
    expect(await run('api-key', 'revoke', id)).toEqual(said(`${id} is revoked`));
    expect(await run('api-key', 'revoke', id)).toEqual(refused('API_KEY_NOT_FOUND {}'));
    expect(await run('api-key', 'revoke', 'no id')).toEqual(refused('API_KEY_NOT_FOUND {}'));
    expect((await run('api-key', 'list')).text).not.toContain(id);
    await expect(harness.bus.call(auth.checkApiKey, { secret, ip: '192.0.2.9' })).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('says how it is used, and what is wrong with what it was given', async () => {
    for (const args of [[], ['promote', 'ada'], ['suspend'], ['api-key'], ['api-key', 'show']]) expect(await run(...args)).toEqual(refused(usage));
    const { identifier } = await harness.account('v1', {});
    expect(await run('suspend', 'nobody-at-all', 'x')).toEqual(refused('USER_NOT_FOUND {}'));
    expect(await run('suspend', identifier)).toEqual(refused(expect.stringMatching(/^INPUT_INVALID .*reason/)));
    for (const args of [[identifier], [identifier, 'x', 'read,fly']])
      expect(await run('api-key', 'create', ...args)).toEqual(refused(expect.stringMatching(/^INPUT_INVALID/)));
  });
});
