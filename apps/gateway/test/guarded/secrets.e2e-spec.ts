import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, uniqueName } from '@parley/testing';
import { filesIn, findings, redisEntries, rowsOfAllSchemas, streamedMessages } from './evidence.harness.js';
import { liveWithSecrets, type SecretLife } from './secret-life.harness.js';
import { mailed, mustPost } from './sessions.harness.js';
import { query } from './servers.harness.js';
import { credentials, logIns, newAddress, postFrom } from './stranger.harness.js';

describe('what is secret stays so', () => {
  let life: SecretLife;
  beforeAll(async () => void (life = await liveWithSecrets()), 60_000);

  it('the search itself finds what is there: every mail in the outbox, every message in the database', async () => {
    const mails = findings({ reset: life.secrets['reset token'] ?? '', code: life.secrets['verification code'] ?? '' }, await filesIn('outbox'));
    expect(mails.map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(['reset', 'code']));
    expect(findings(life.words, await rowsOfAllSchemas())).toContain('ConnectBest in messaging.message');
    expect(findings(life.words, await streamedMessages()).length).toBeGreaterThan(0);
    const lines = (await filesIn('log')).flatMap(({ text }) => text.split('\n'));
    expect(lines.filter((line) => line.includes('"level":"info"')).length).toBeGreaterThan(0);
  });

  it('no secret and no word of a message is in any log line, of the services or of their servers, at the level debug', async () => {
    expect(findings({ ...life.secrets, ...life.words }, await filesIn('log'))).toEqual([]);
  });

  it('no secret is in any row of any schema, outboxes and parked events included', async () => {
    expect(findings(life.secrets, await rowsOfAllSchemas())).toEqual([]);
  });

  it('no secret is in any event of a stream, nor in Redis', async () => {
    expect(findings(life.secrets, [...(await streamedMessages()), ...(await redisEntries())])).toEqual([]);
  });

  it('passwords are bcrypt hashes; what is looked up is digested, what is read again is sealed (C87)', async () => {
    const rows = await query<{ readonly hash: string }>('SELECT password_hash AS hash FROM auth.account WHERE password_hash IS NOT NULL');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ hash }) => !/^\$2b\$1\d\$[./A-Za-z0-9]{53}$/.test(hash))).toEqual([]);
    const digests = [
      ['auth.refresh_token', 'token_hash'],
      ['auth.session', 'token_hash'],
      ['auth.password_reset', 'token_hash'],
      ['auth.verification_code', 'code_digest'],
      ['auth.backup_code', 'code_digest'],
    ] as const;
    for (const [table, column] of digests) {
      const lengths = await query<{ readonly bytes: number }>(
        `SELECT DISTINCT octet_length(${column}) AS bytes FROM ${table} WHERE ${column} IS NOT NULL`,
      );
      expect([table, ...lengths.map(({ bytes }) => bytes)]).toEqual([table, 32]);
    }
    const sealed = await query<{ readonly sealed: string }>('SELECT sealed FROM auth.second_factor');
    expect(sealed.length).toBeGreaterThan(0);
    expect(sealed.filter(({ sealed: text }) => text.includes(life.secrets['TOTP secret'] ?? '-'))).toEqual([]);
  });
});

describe('passwords and codes', () => {
  const register = async (password: string): Promise<string> => {
    const username = uniqueName('long');
    const email = `${username}@example.org`;
    await mustPost('/v1/auth/register', { email, username, password, full_name: 'Long' });
    return email;
  };

  it('C20: a password over 72 bytes counts to its end in every dialect', async () => {
    const whole = `Aa1${'x'.repeat(70)}the tail counts, too: ü`;
    const email = await register(whole);
    await mustPost('/api/auth/verify-email', { email, code: await mailed(email, /\b\d{6}\b/) });
    for (const door of logIns) {
      const statuses = [];
      for (const given of [whole.slice(0, 72), `${whole}!`, whole.slice(0, -1), whole])
        statuses.push((await postFrom(newAddress(), door.path, credentials(door, email, given), 0)).status);
      expect([door.dialect, statuses]).toEqual([door.dialect, [door.wrong, door.wrong, door.wrong, 200]]);
    }
  });

  it('CB-1.3: a code is good for five tries', async () => {
    const email = await register('Passw0rd!');
    const code = await mailed(email, /\b\d{6}\b/);
    const verify = async (given: string): Promise<number> =>
      (await postFrom(newAddress(), '/api/auth/verify-email', { email, code: given }, 0)).status;
    const wrong = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n++) expect(await verify(wrong)).toBe(400);
    expect(await verify(code)).toBe(400);
    const [row] = await query<{ readonly is_email_verified: boolean }>(
      'SELECT email_verified_at IS NOT NULL AS is_email_verified FROM auth.account WHERE email = $1',
      [email],
    );
    expect(row?.is_email_verified).toBe(false);
  });

  it('CB-1.8: a reset link is good once, though two use it at the same moment', async () => {
    const email = await register('Passw0rd!');
    await mustPost('/api/auth/forgot-password', { email });
    const token = await eventually(() => mailed(email, /token=[\w%.-]+/), 10_000).then((text) => text.slice('token='.length));
    const use = (newPassword: string) => postFrom(newAddress(), '/api/auth/reset-password', { token, newPassword }, 0).then(({ status }) => status);
    expect((await Promise.all([use('An0ther-one'), use('An0ther-two'), use('An0ther-three')])).sort()).toEqual([200, 400, 400]);
    expect(await use('An0ther-four')).toBe(400);
  });
});
