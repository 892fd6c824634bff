import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import { openLedger, type LedgerHarness } from './ledger.harness.js';

let ledger: LedgerHarness;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

it('a connection that dies between two statements of a transaction is about the moment: unavailable', async () => {
  const { transactions, database } = await ledger.startReplica();
  const lost = transactions.run(async (tx) => {
    const [row] = await tx.query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid');
    await database.query('SELECT pg_terminate_backend($1)', [row?.pid]);
    await eventually(() => expect(tx.manager.queryRunner?.isReleased).toBe(true), 5_000);
    await tx.query('SELECT 1');
  });
  await expect(lost).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(await transactions.run((tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
});
