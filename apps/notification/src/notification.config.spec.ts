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
    ['a password that only looks like this machine', { SMS_URL: 'http://localhost:x@evil.example/send' }],
  ])('refuses %s, without repeating it', (_, env) => {
    expect(() => load(env)).toThrow(ConfigError);
    expect(() => load(env)).not.toThrow(/:\/\/.*@|example/);
  });

  it('lets SMS go to a provider on this machine', () => {
    for (const SMS_URL of ['http://a:b@127.0.0.1:80/x', 'http://localhost', 'http://:k@[::1]:9/x']) expect(load({ SMS_URL }).SMS_URL).toBe(SMS_URL);
  });
});
