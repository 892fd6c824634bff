import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl } from '@parley/testing';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { register } from './connectbest.harness.js';

/** The token that the fleet mails to somebody: his id, and 16 bytes that only its key makes. */
const tokenOf = async (userId: string): Promise<string> => {
  const folder = process.env['FLEET_DATA'] ?? './.parley';
  const { SERVER_KEY } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { readonly SERVER_KEY: string };
  const id = Buffer.from(userId.replaceAll('-', ''), 'hex');
  const mac = createHmac('sha256', Buffer.from(SERVER_KEY, 'base64')).update('digest:').update(id).digest();
  return Buffer.concat([id, mac.subarray(0, 16)]).toString('base64url');
};

const open = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${gatewayUrl(0)}${path}`, { redirect: 'error', ...init });
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return { status: answer.status, html: await answer.text() };
};
const post = (path: string, body?: URLSearchParams | FormData) => open(path, { method: 'POST', ...(body === undefined ? {} : { body }) });
const oneClick = 'List-Unsubscribe';

describe('the page behind the link of a digest', () => {
  let token: string;
  beforeAll(async () => void (token = await tokenOf((await register('digest')).id)));

  it('A-00-16 is a form at first, since mail scanners open links', async () => {
    const { status, html } = await open(`/unsubscribe?token=${token}`);
    expect([status, html]).toEqual([200, expect.stringContaining(`<form method="post" action="?token=${token}">`)]);
  });

  it('A-00-16 is posted to by mail programs, with either kind of form, without a cookie and at once (RFC 8058)', async () => {
    const form = new FormData();
    form.set(oneClick, 'One-Click');
    for (const body of [new URLSearchParams({ [oneClick]: 'One-Click' }), form, undefined])
      expect(await post(`/unsubscribe?token=${token}`, body)).toMatchObject({
        status: 200,
        html: expect.stringContaining('none of these mails any more'),
      });
    expect(await post(`/unsubscribe/undo?token=${token}`, new URLSearchParams())).toMatchObject({
      status: 200,
      html: expect.stringContaining('again'),
    });
  });

  it('A-00-16 opens nothing to who has no link of ours', async () => {
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`;
    for (const query of ['', '?token=', `?token=${forged}`, `?token=${token}&token=${token}`, `?token=${'x'.repeat(5_000)}`])
      for (const path of ['/unsubscribe', '/unsubscribe/undo']) expect((await post(`${path}${query}`)).status).toBe(400);
    expect((await open('/unsubscribe?token=short')).status).toBe(400);
  });
});
