import { describe, expect, it } from '@jest/globals';
import { AppError, type notification } from '@parley/contracts';
import { mailTemplates } from './mail-templates.js';

describe('mail templates', () => {
  const write = <T extends notification.MailTemplate>(template: T, content: notification.MailContent[T]) =>
    mailTemplates[template].write({ ...content }, { to: 'ann+654321@example.org', appUrl: 'https://app.example' });

  it('put the code into both bodies of the verification mail, before any other digits, and not into its subject', () => {
    const { subject, text, html } = write('verify-email', { name: 'Ann', code: '123456' });
    expect(/\b\d{6}\b/.exec(text)?.[0]).toBe('123456');
    expect(text).toContain('Hello Ann,');
    expect(text).toContain('https://app.example/verify-email?code=123456&email=ann%2B654321%40example.org');
    expect(html).toContain('<strong>123456</strong>');
    expect(html).toContain('href="https://app.example/verify-email?code=123456&amp;email=ann%2B654321%40example.org"');
    expect(subject).not.toContain('123456');
  });

  it('link the reset page of the front end, with the token as data', () => {
    expect(write('reset-password', { name: 'Ann', token: 'a&b=c' }).text).toContain('https://app.example/reset-password?token=a%26b%3Dc\n');
  });

  it('say who wrote and where, one a line', () => {
    const stopLink = 'https://chat.example/unsubscribe?token=abc';
    const { subject, text, html, headers } = write('missed', { count: '2', lines: 'Ann wrote to you\nBen <b> wrote to you', stopLink });
    expect(subject).toBe('You missed 2 notifications');
    expect(text).toContain('Ann wrote to you\nBen <b> wrote to you\n');
    expect(text).toContain(`\n${stopLink}\n`);
    expect(headers).toEqual({ 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
    expect(html).toContain('Ann wrote to you<br>Ben &lt;b&gt; wrote to you');
    expect(write('missed', { count: '1', lines: 'Ann', stopLink }).subject).toBe('You missed a notification');
  });

  it('give the reason of a suspension', () => {
    const { text, html } = write('account-suspended', { name: 'Ann', reason: 'spam & <b>worse</b>' });
    expect(text).toContain('spam & <b>worse</b>');
    expect(html).toContain('spam &amp; &lt;b&gt;worse&lt;/b&gt;');
  });

  it.each([
    ['unicode', 'Zoë 山田 😀', 'Hello Zoë 山田 😀,'],
    ['line breaks', 'Ann\r\n\r\nYour account was hacked.', 'Hello Ann Your account was hacked.,'],
    ['a right-to-left override', 'Ann\u202egnp', 'Hello Ann gnp,'],
    ['a link', 'win at https://evil.example', 'Hello,'],
    ['nothing', '  ', 'Hello,'],
    ['too much', 'x'.repeat(500), `Hello ${'x'.repeat(60)},`],
  ])('greet a name of %s in one line', (_, name, greeting) => {
    expect(write('verify-email', { name, code: '123456' }).text.split('\n')[0]).toBe(greeting);
  });

  it('escape a name in HTML', () => {
    const { html } = write('verify-email', { name: `<img src="x" onerror='y'>&`, code: '123456' });
    expect(html).toContain('Hello &lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;&amp;,');
    expect(html).not.toContain('<img');
  });

  it.each(['verify-email', 'reset-password', 'account-suspended'] as const)('refuse a %s without its content', (template) => {
    const attempt = () => mailTemplates[template].write({ name: 'Ann', code: 7 }, { to: 'a@b.c', appUrl: '' });
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow('INPUT_INVALID');
  });

  it('drop a mail with what it carries: codes after 10 minutes, reset links after an hour, what was missed after a day', () => {
    expect(Object.entries(mailTemplates).map(([name, { lifetimeSeconds }]) => [name, lifetimeSeconds])).toEqual([
      ['verify-email', 600],
      ['reset-password', 3_600],
      ['missed', 86_400],
      ['account-suspended', 259_200],
    ]);
  });
});
