import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@parley/runtime';
import { NotificationConfig } from './notification.config.js';

describe('NotificationConfig', () => {
  const needed = { DATABASE_URL: 'postgres://x', NATS_URL: 'nats://x', SERVER_KEY: Buffer.alloc(32).toString('base64') };
  const load = (env: Readonly<Record<string, string>>) => loadConfig(NotificationConfig, { ...needed, ...env });

  it('needs no provider; what is empty is absent', () => {
    const { SMTP_URL, MAIL_FROM, SMS_URL } = load({ SMTP_URL: '', MAIL_FROM: '', SMS_URL: '' });
    expect([SMTP_URL, MAIL_FROM, SMS_URL]).toEqual([undefined, undefined, undefined]);
  });

  it('takes providers', () => {
    const providers = { SMTP_URL: 'smtps://a:b@mail.example', MAIL_FROM: 'Parley <no-reply@x.org>', SMS_URL: 'https://a:b@sms.example/send' };
    expect(load(providers)).toMatchObject(providers);
  });

  it.each([
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail.example' }],
    ['an HTTP address for mail', { SMTP_URL: 'https://mail.example', MAIL_FROM: 'a@b.c' }],
    ['a sender that is none', { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Parley' }],
    ['a sender with a line break', { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'Parley\r\nBcc: x <a@b.c>' }],
    ['codes over plain HTTP', { SMS_URL: 'http://a:b@sms.example/send' }],
    ['a host that only looks like this machine', { SMS_URL: 'http://127.0.0.1.evil.example/send' }],
    ['an address of which this machine is but a part', { SMS_URL: 'http://evil.example?@localhost/send' }],
    ['a port that is none', { SMTP_URL: 'smtp://a:b@mail.example:99999', MAIL_FROM: 'a@b.c' }],
    ['a Postgres at such a port', { DATABASE_URL: 'postgres://a:b@db.example:99999/parley' }],
    ['a service account that is none', { FCM_SERVICE_ACCOUNT: Buffer.from('{"private_key":"example').toString('base64') }],
    ['a push key that is none', { APNS_KEY: Buffer.from('example').toString('base64'), APNS_KEY_ID: 'a', APNS_TEAM_ID: 'b', APNS_TOPIC: 'c' }],
    ['half a key pair', { VAPID_PUBLIC_KEY: 'example', VAPID_PRIVATE_KEY: 'A'.repeat(43), VAPID_SUBJECT: 'mailto:a@b.c' }],
    ['a password that only looks like this machine', { SMS_URL: 'http://localhost:x@evil.example/send' }],
  ])('refuses %s, without repeating it', (_, env) => {
    expect(() => load(env)).toThrow(ConfigError);
    expect(() => load(env)).not.toThrow(/:\/\/.*@|example/);
  });

  it('takes a Postgres behind a socket', () => {
    const DATABASE_URL = 'postgres://a:b@/parley?host=/run/postgresql';
    expect(load({ DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
  });

  it('lets SMS go to a provider on this machine', () => {
    for (const SMS_URL of ['http://a:b@127.0.0.1:80/x', 'http://localhost', 'http://:k@[::1]:9/x']) expect(load({ SMS_URL }).SMS_URL).toBe(SMS_URL);
  });
});
