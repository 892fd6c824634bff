import { expect } from '@jest/globals';
import { eventually } from '@parley/testing';
import { call, logIn, mailedCode, password, type Person } from './connectbest.harness.js';

/** As `npm test` and the fleet's ADMIN_EMAILS have it. */
const adminEmail = 'admin@parley.test';

/** The fleet has one admin; whichever test comes first registers it, the others wait until it is one. */
export const makeAdmin = async (): Promise<Person> => {
  const { status } = await call('POST', '/api/auth/register', { body: { email: adminEmail, password, name: 'Root' } });
  if (status === 201) await call('POST', '/api/auth/verify-email', { body: { email: adminEmail, code: await mailedCode(adminEmail) } });
  expect([201, 400]).toContain(status);
  return eventually(async () => {
    const answer = await logIn(adminEmail);
    expect([answer.status, answer.body.user?.role]).toEqual([200, 'admin']);
    return { id: answer.body.user.id, email: adminEmail, name: 'Root', token: answer.body.token, cookies: [] };
  }, 10_000);
};
