import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TidyAttempts } from '../src/account/tidy-attempts.use-case.js';
import { AuthHarness } from './auth.harness.js';

let harness: AuthHarness;
beforeAll(async () => {
  harness = await AuthHarness.start({ isUserUp: true });
});
afterAll(() => harness.close());

it('forgets attempts after 90 days, however many they are, and none that is younger', async () => {
  const attempts = (name: string, days: number, count: number) =>
    harness.database.query(
      `INSERT INTO auth_attempt (kind, identifier, outcome, at) SELECT 'log-in', $1, 'success', now() - make_interval(days => $2) FROM generate_series(1, $3)`,
      [name, days, count],
    );
  await attempts('long ago', 91, 10_001);
  await attempts('lately', 89, 2);
  await harness.app.get(TidyAttempts, { strict: false }).execute();
  const rows = await harness.database.query(`SELECT identifier, count(*)::int AS count FROM auth_attempt GROUP BY 1`, []);
  expect(rows).toEqual([{ identifier: 'lately', count: 2 }]);
});
