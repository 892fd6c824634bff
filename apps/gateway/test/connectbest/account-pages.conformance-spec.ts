import { describe, expect, it } from '@jest/globals';
import { eventually, nextMail } from '@parley/testing';
import { call, expectRefusal, logIn, register, registerVerified } from './connectbest.harness.js';

/** The link of the newest mail to an address that leads to a page. */
const mailedLink = (email: string, page: string): Promise<string> =>
  eventually(async () => {
    const link = (await nextMail(email)).text.split(/\s+/).find((word) => word.includes(`/${page}?`));
    if (link === undefined) throw new Error('no link yet');
    return link;
  }, 5_000);

interface Page {
  readonly status: number;
  readonly html: string;
}

/** A page as a browser without script gets it, safe to be there. */
const pageOf = async (answer: Response): Promise<Page> => {
  const { headers, status } = answer;
  const policy = headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(rule);
  expect([headers.get('content-type'), headers.get('referrer-policy'), headers.get('cache-control')]).toEqual([
    'text/html; charset=utf-8',
    'no-referrer',
    'no-store',
  ]);
  const html = await answer.text();
  expect(html).not.toMatch(/<script|https?:|src=/);
  return { status, html };
};

/** Fills in the one form of a page and sends it, to where the page was read. */
const submit = async (link: string, html: string, typed: Readonly<Record<string, string>>): Promise<Page> => {
  const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';
  const hidden = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]);
  const body = new URLSearchParams({ ...(Object.fromEntries(hidden) as Record<string, string>), ...typed });
  return pageOf(await fetch(new URL(action, link), { method: 'POST', body }));
};

describe('pages behind the links of mails', () => {
  it('CB-1.3 the verification mail links a page whose button verifies; opening it alone does not', async () => {
    const person = await register('linked');
    const link = await mailedLink(person.email, 'verify-email');
    const page = await pageOf(await fetch(link));
    expect([page.status, page.html.includes(person.email)]).toEqual([200, true]);
    expectRefusal(await logIn(person.email), 401, 'EMAIL_UNVERIFIED');
    expect(await submit(link, page.html, {})).toMatchObject({ status: 200, html: expect.stringContaining('is verified') });
    expect((await logIn(person.email)).status).toBe(200);
    expect((await submit(link, page.html, {})).status).toBe(200);
  });

  it('CB-1.3 a wrong code is told on the page; a link with something missing is a page, too', async () => {
    const person = await register('linked');
    const link = new URL(await mailedLink(person.email, 'verify-email'));
    const code = link.searchParams.get('code') ?? '';
    link.searchParams.set('code', ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0'));
    const { html } = await pageOf(await fetch(link));
    expect(await submit(link.href, html, {})).toMatchObject({ status: 400, html: expect.stringContaining('role="alert"') });
    for (const path of ['/verify-email', '/verify-email?code=1&email=x', '/reset-password', '/reset-password?token='])
      expect((await pageOf(await fetch(new URL(path, link)))).status).toBe(400);
  });

  it('A-CB-10 the reset mail links a page whose form sets the password, once', async () => {
    const [person, newPassword] = [await registerVerified('linked'), 'N3w-Passw0rd'];
    await call('POST', '/api/auth/forgot-password', { body: { email: person.email } });
    const link = await mailedLink(person.email, 'reset-password');
    const { html } = await pageOf(await fetch(link));
    const weak = await submit(link, html, { newPassword: 'no-upper-case-1' });
    expect(weak).toMatchObject({ status: 400, html: expect.stringContaining('role="alert"') });
    expect(await submit(link, weak.html, { newPassword })).toMatchObject({ status: 200, html: expect.stringContaining('is set') });
    expect((await call('POST', '/api/auth/login', { body: { email: person.email, password: newPassword } })).status).toBe(200);
    expect((await submit(link, html, { newPassword })).status).toBe(400);
  });

  it('A-CB-04 no other route takes a form, so that no other site can send one', async () => {
    const { email } = await registerVerified('formed');
    const raw = new URLSearchParams({ email }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expectRefusal(await call('POST', '/api/auth/forgot-password', { raw, headers }), 400, 'BODY_MALFORMED');
  });
});
