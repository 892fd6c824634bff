import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth, messaging, newId, notification } from '@parley/contracts';
import { envelopeOf } from '@parley/persistence';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { digestTokenOf } from '../src/digest/digest-token.codec.js';
import { SendDigests } from '../src/digest/send-digests.use-case.js';
import { BellHarness } from './bell.harness.js';
import { direct, message, person, sent } from './bell-events.js';
import { newAddress } from './orders.js';
import { openToAll, startSmtp, type SmtpHarness } from './smtp.harness.js';

/** A mail whose provider is away. */
const waitingMail = `INSERT INTO delivery (id, channel, template, recipient, sealed, expires_at, next_try_at)
  VALUES (gen_random_uuid(), 'email', $1, $2, 'x', now() + interval '1 day', now() + interval '1 hour')`;

describe('the link that stops digests', () => {
  let smtp: SmtpHarness;
  let bell: BellHarness;
  beforeAll(async () => {
    smtp = await startSmtp(openToAll);
    const mail = { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'no-reply@parley.example' };
    bell = await BellHarness.start(1, { ...mail, DIGEST_AFTER_HOURS: '2', PUBLIC_URL: 'https://chat.example/' });
  });
  afterAll(async () => {
    await bell.close();
    await smtp.close();
  });

  it('stands in head and body of each, and is all it takes to stop them and to begin again (RFC 8058)', async () => {
    const [ada, bob, to] = [person('Ada'), person('Bob'), newAddress()];
    const { bus, database } = bell.service;
    await bell.publish(auth.emailVerified, envelopeOf(auth.emailVerified, { userId: bob.id, email: to }, null), 1);
    const conversation = direct(ada, bob);
    const occurredAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
    await bell.publish(messaging.messageSent, { ...sent(message(ada, conversation.id, 'x', 1), conversation), occurredAt }, 1);
    /** As if no digest had told of it. */
    const sweep = async (): Promise<number> => {
      await database.query('UPDATE recipient SET digest_at = NULL WHERE user_id = $1', [bob.id]);
      await bell.service.part(SendDigests).execute();
      return (await database.query('SELECT 1 FROM delivery WHERE recipient = $1', [to])).length;
    };
    expect(await sweep()).toBe(1);
    const { mail } = await eventually(() => {
      const [first] = smtp.mailsTo(to);
      if (first === undefined) throw new Error('no mail yet');
      return first;
    }, 5_000);
    const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]));
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = /^<(https:\/\/chat\.example\/unsubscribe\?token=([\w-]{43}))>$/.exec(headers['list-unsubscribe'] ?? '');
    expect(mail.text).toContain(`\n${link?.[1] ?? 'no link'}\n`);
    const token = link?.[2] ?? '';

    for (let n = 0; n < 2; n++) expect(await bus.call(notification.changeDigest, { token, isWanted: false })).toBeNull();
    expect(await sweep()).toBe(1);
    await bus.call(notification.changeDigest, { token, isWanted: true });
    expect(await sweep()).toBe(2);

    // What waits for a provider that is away is not sent after all; what is no digest is.
    for (const template of ['missed', 'password_reset']) await database.query(waitingMail, [template, to]);
    await bus.call(notification.changeDigest, { token, isWanted: false });
    const left = await database.query(`SELECT template FROM delivery WHERE recipient = $1 AND state = 'queued'`, [to]);
    expect(left).toEqual([{ template: 'password_reset' }]);
  });

  it('stops the one that is queued at that moment', async () => {
    const [bob, to] = [person('Bob'), newAddress()];
    const { bus, database } = bell.service;
    await bell.publish(auth.emailVerified, envelopeOf(auth.emailVerified, { userId: bob.id, email: to }, null), 1);
    const sweep = new pg.Client(database.url);
    await sweep.connect();
    await sweep.query('BEGIN');
    await sweep.query('SELECT 1 FROM recipient WHERE user_id = $1 FOR UPDATE', [bob.id]);
    const stopped = bus.call(notification.changeDigest, { token: digestTokenOf(bell.service.serverKey, bob.id), isWanted: false });
    await eventually(async () => {
      const waiting = await database.lockWaits();
      expect(waiting).toHaveLength(1);
    }, 5_000);
    await sweep.query(waitingMail, ['missed', to]);
    await sweep.query('COMMIT');
    await sweep.end();
    await stopped;
    expect(await database.query(`SELECT 1 FROM delivery WHERE recipient = $1 AND state = 'queued'`, [to])).toEqual([]);
  });

  it('of another server, or of nobody here, stops nothing', async () => {
    const foreign = digestTokenOf(Buffer.alloc(32, 1).toString('base64'), newId<'user'>());
    for (const token of [foreign, '', 'x'.repeat(43), 'x'.repeat(200)])
      await expect(bell.service.bus.call(notification.changeDigest, { token, isWanted: false })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const unknown = digestTokenOf(bell.service.serverKey, newId<'user'>());
    expect(await bell.service.bus.call(notification.changeDigest, { token: unknown, isWanted: false })).toBeNull();
  });
});
