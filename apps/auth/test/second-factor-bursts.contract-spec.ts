import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { eventually } from '@parley/testing';
import pg from 'pg';
import { SecondFactorRepository } from '../src/second-factor/second-factor.repository.js';
import { AuthHarness, password } from './auth.harness.js';

describe('bursts against a second factor', () => {
  let harness: AuthHarness;
  beforeAll(async () => void (harness = await AuthHarness.start({ isUserUp: true })));
  afterAll(() => harness.close());

  it('A-CB-07: passwords for a phone are tried one after another, and leave the database to others', async () => {
    const [{ account }, other] = [await harness.verified('v1'), await harness.verified('v1')];
    const holder = new pg.Client(harness.database.url);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM account WHERE user_id = $1 FOR UPDATE', [account.userId]);
    const forget = () => harness.bus.call(auth.disableSmsFactor, { userId: account.userId, password });
    const settled = Promise.allSettled(Array.from({ length: 15 }, forget));
    try {
      await eventually(async () => expect((await harness.database.lockWaits()).length).toBeGreaterThan(0), 5_000);
      expect((await other.logIn('v1')).account.userId).toBe(other.account.userId);
      expect(await harness.database.lockWaits()).toHaveLength(1);
    } finally {
      await holder.query('COMMIT');
      await holder.end();
      await settled;
    }
  });

  it.each(['v1', 'umoc', 'connectbest'] as const)(
    'C18: one that becomes active while somebody logs in lets no password in alone (%s)',
    async (dialect) => {
      const person = await harness.verified(dialect);
      const { userId } = person.account;
      let logIn: Promise<unknown> = Promise.resolve();
      await harness.app.get(Transactions).run(async (tx) => {
        await tx.query('SELECT 1 FROM account WHERE user_id = $1 FOR UPDATE', [userId]);
        logIn = person.logIn(dialect).catch((error: unknown) => error);
        await eventually(async () => expect((await harness.database.lockWaits()).length).toBeGreaterThan(0), 5_000);
        await harness.app.get(SecondFactorRepository).put(tx, userId, { kind: 'totp', sealed: 'sealed', isActive: true });
      });
      expect(await logIn).toMatchObject({ code: 'CREDENTIALS_WRONG' });
    },
  );
});
