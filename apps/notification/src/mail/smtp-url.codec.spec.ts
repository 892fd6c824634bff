import { describe, expect, it } from '@jest/globals';
import { decodeSender, decodeSmtpUrl } from './smtp-url.codec.js';

describe('SMTP_URL', () => {
  it('names host, port and credentials; a password leaves the machine over TLS only', () => {
    expect(decodeSmtpUrl('smtp://ann%40x:p%3Ass@mail.example:2525')).toEqual({
      host: 'mail.example',
      port: 2525,
      secure: false,
      requireTLS: true,
      tls: { rejectUnauthorized: true },
      auth: { user: 'ann@x', pass: 'p:ss' },
    });
  });

  it.each([
    ['smtp://mail.example', { port: 587, secure: false, requireTLS: false }],
    ['smtps://mail.example', { port: 465, secure: true }],
    ['smtp://mail.example?requireTLS=true', { requireTLS: true }],
    ['smtp://a:b@mail.example?requireTLS=false', { requireTLS: false }],
    ['smtp://a:b@127.0.0.1:25', { requireTLS: false, port: 25 }],
    ['smtp://a:b@[::1]:25', { requireTLS: false, host: '::1' }],
    ['smtp://mail.example?tls.rejectUnauthorized=false', { tls: { rejectUnauthorized: false } }],
  ])('%s', (url, parts) => {
    expect(decodeSmtpUrl(url)).toMatchObject(parts);
  });
});

describe('MAIL_FROM', () => {
  it.each([
    ['no-reply@x.org', { name: '', address: 'no-reply@x.org' }],
    ['<no-reply@x.org>', { name: '', address: 'no-reply@x.org' }],
    ['Parley Team <no-reply@x.org>', { name: 'Parley Team', address: 'no-reply@x.org' }],
    ['"Parley, Inc." <no-reply@x.org>', { name: 'Parley, Inc.', address: 'no-reply@x.org' }],
  ])('%s', (text, sender) => {
    expect(decodeSender(text)).toEqual(sender);
  });
});
