import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, notification } from '@parley/contracts';
import { eventually } from '@parley/testing';
import { SmtpMailAdapter } from '../src/mail/smtp-mail.adapter.js';
import { startNotification, type NotificationHarness } from './notification.harness.js';
import { codeOrder, mailOrder, newAddress, type MailRequested } from './orders.js';
import { openToAll, startSmtp, type ReceivedMail, type SmtpHarness } from './smtp.harness.js';

describe('mail by SMTP', () => {
  let smtp: SmtpHarness;
  let harness: NotificationHarness;

  beforeAll(async () => {
    smtp = await startSmtp(openToAll);
    harness = await startNotification({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'Pärley <no-reply@parley.example>' }, 1);
  });

  afterAll(async () => {
    await harness.close();
    await smtp.close();
  });

  const arrived = (to: string): Promise<ReceivedMail> =>
    eventually(() => {
      const [first] = smtp.mailsTo(to);
      if (first === undefined) throw new Error(`no mail to ${to}`);
      return first;
    }, 5_000);

  const publish = (event: MailRequested) => harness.bus.publish(notification.mailRequested, event);

  it('arrives once, in text and HTML, named after its event, however often that comes', async () => {
    const to = newAddress();
    const event = codeOrder(harness.serverKey, to, '314159');
    for (let n = 0; n < 3; n++) await publish(event);
    const { mail, envelopeFrom, envelopeTo, isEncrypted } = await arrived(to);
    expect({ envelopeFrom, envelopeTo, isEncrypted }).toEqual({ envelopeFrom: 'no-reply@parley.example', envelopeTo: [to], isEncrypted: false });
    expect(mail.from).toEqual({ name: 'Pärley', address: 'no-reply@parley.example' });
    expect(mail.to).toEqual([{ name: '', address: to }]);
    expect(mail.subject).toBe('Your verification code');
    expect(mail.messageId).toBe(`<${event.id}@parley.example>`);
    expect(mail.text).toContain('314159');
    expect(mail.html).toContain('<strong>314159</strong>');
    expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
    await eventually(async () => expect((await harness.row(event.id)).state).toBe('sent'), 2_000);
    expect(await harness.row(event.id)).toMatchObject({
      attempts: 1,
      sealed: null,
      provider_answer: '250 OK: queued as 42',
      provider_id: `<${event.id}@parley.example>`,
    });

    const after = newAddress();
    await publish(codeOrder(harness.serverKey, after, '271828'));
    await arrived(after);
    expect(smtp.mailsTo(to)).toHaveLength(1);
  });

  it('keeps names of all the world, and what looks like headers in them is but text', async () => {
    const to = newAddress();
    await publish(mailOrder(harness.serverKey, to, 'verify-email', { name: 'Zoë 山田 😀\r\nBcc: victim@example.org\r\n\r\n<b>', code: '123456' }));
    const { mail, envelopeTo } = await arrived(to);
    expect(envelopeTo).toEqual([to]);
    expect(mail.bcc).toBeUndefined();
    expect(mail.text).toContain('Hello Zoë 山田 😀 Bcc: victim@example.org <b>,');
    expect(mail.html).toContain('Hello Zoë 山田 😀 Bcc: victim@example.org &lt;b&gt;,');
  });

  it('links the reset page and gives the reason of a suspension', async () => {
    const [reset, suspended] = [newAddress(), newAddress()];
    await publish(mailOrder(harness.serverKey, reset, 'reset-password', { name: 'Ann', token: 'abc' }));
    await publish(mailOrder(harness.serverKey, suspended, 'account-suspended', { name: 'Ann', reason: 'Spam – 3 Mal' }));
    expect((await arrived(reset)).mail.text).toContain('http://localhost:3000/reset-password?token=abc');
    expect((await arrived(suspended)).mail.text).toContain('Spam – 3 Mal');
  });

  it.each(['a@example.org, b@example.org', 'a@example.org\r\nRCPT TO:<b@example.org>', 'Ann <a@example.org>', 'nobody'])(
    'refuses %j as a reader and asks nobody',
    async (to) => {
      const before = smtp.received.length;
      const event = codeOrder(harness.serverKey, to, '123456');
      await publish(event);
      await eventually(async () => expect((await harness.row(event.id)).state).toBe('failed'), 5_000);
      expect(await harness.row(event.id)).toMatchObject({ provider_answer: 'not one mail address', sealed: null, attempts: 1 });
      expect(smtp.received).toHaveLength(before);
    },
  );
});

describe('the SMTP adapter', () => {
  const servers: SmtpHarness[] = [];

  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  const start = async (options: Parameters<typeof startSmtp>[0]): Promise<SmtpHarness> => {
    const server = await startSmtp(options);
    servers.push(server);
    return server;
  };

  const carry = (url: string, subject: string) =>
    new SmtpMailAdapter(url, 'Parley <no-reply@parley.example>').carry(
      { id: newId(), to: 'ann@example.org', subject, text: 'Grüße', createdAt: new Date() },
      AbortSignal.timeout(5_000),
    );

  const login = { user: 'ann@x', pass: 'p:s/s?' };
  const withLogin = (port: number, query: string) => `smtp://ann%40x:p%3As%2Fs%3F@127.0.0.1:${port}${query}`;

  it('writes a subject of any script in one header line', async () => {
    const server = await start(openToAll);
    expect(await carry(`smtp://127.0.0.1:${server.port}`, 'Bestätigung ✓ 確認\r\nBcc: victim@example.org')).toMatchObject({ kind: 'sent' });
    const [received] = server.received;
    expect(received?.mail.subject?.replace(/\s+/g, ' ')).toBe('Bestätigung ✓ 確認 Bcc: victim@example.org');
    expect(received?.mail.bcc).toBeUndefined();
    expect(received?.envelopeTo).toEqual(['ann@example.org']);
  });

  it('logs in over STARTTLS', async () => {
    const server = await start({ ...openToAll, login, startTls: true });
    expect(await carry(withLogin(server.port, '?requireTLS=true&tls.rejectUnauthorized=false'), 'x')).toMatchObject({ kind: 'sent' });
    expect(server.received).toEqual([expect.objectContaining({ user: 'ann@x', isEncrypted: true })]);
  });

  it('logs in without TLS on this machine', async () => {
    const server = await start({ ...openToAll, login });
    expect(await carry(withLogin(server.port, ''), 'x')).toMatchObject({ kind: 'sent' });
    expect(server.received).toEqual([expect.objectContaining({ user: 'ann@x', isEncrypted: false })]);
  });

  it('uses STARTTLS when offered, password or not', async () => {
    const server = await start({ ...openToAll, startTls: true });
    expect(await carry(`smtp://127.0.0.1:${server.port}?tls.rejectUnauthorized=false`, 'x')).toMatchObject({ kind: 'sent' });
    expect(server.received).toEqual([expect.objectContaining({ user: null, isEncrypted: true })]);
  });

  it.each([
    ['a certificate nobody signed', { ...openToAll, startTls: true }, '', /certificate/i],
    ['no STARTTLS where it must be', openToAll, '?requireTLS=true', /STARTTLS|50\d/i],
  ])('hands nothing to a server with %s', async (_, options, query, reason) => {
    const server = await start(options);
    const outcome = await carry(`smtp://127.0.0.1:${server.port}${query}`, 'x');
    expect(outcome).toMatchObject({ kind: 'unreachable', answer: expect.stringMatching(reason) });
    expect(server.received).toHaveLength(0);
  });

  it('takes a wrong password for a fault of ours, not of the mail', async () => {
    const server = await start({ ...openToAll, login });
    expect(await carry(`smtp://ann:wrong@127.0.0.1:${server.port}`, 'x')).toEqual({ kind: 'unreachable', answer: expect.stringContaining('535') });
  });
});
