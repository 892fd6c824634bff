import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, gatewayUrl, http } from '@parley/testing';
import { randomBytes } from 'node:crypto';
import { makeVerified, mustPost, password } from './sessions.harness.js';

/** Where the fleet keeps its files; without it they are in a folder. */
const s3 = process.env['S3_TEST_URL'] ?? '';
const when = s3 === '' ? it.skip : it;

describe(`files in S3${s3 === '' ? ' (skipped: no server could be had here)' : ''}`, () => {
  const bytes = randomBytes(3_000_000);
  let token: string;
  let file: { readonly id: string; readonly url: string };

  const upload = async (): Promise<typeof file> => {
    const form = new FormData();
    form.append('files', new Blob([bytes], { type: 'text/html' }), 'plan.html');
    const { status, body } = await http('POST', '/api/upload', { token, form }, 0);
    expect(status).toBe(200);
    return body.attachments[0];
  };
  /** Where the other gateway sends who asks for the file. */
  const sentTo = async (): Promise<string> => {
    const { pathname, search } = new URL(file.url);
    const { status, headers } = await http('GET', pathname + search, {}, 1);
    expect([status, headers.get('cache-control')]).toEqual([302, 'no-store']);
    return headers.get('location') ?? '';
  };

  beforeAll(async () => {
    const { email } = await makeVerified('keeper');
    token = (await mustPost('/api/auth/login', { email, password })).token;
    if (s3 !== '') file = await upload();
  });
  afterAll(() => http('DELETE', `/api/upload/${file?.id}`, { token }, 0));

  when('CB-5.1: who asks a gateway is sent to the store, where the bytes come back under headers that run nothing (C68)', async () => {
    const place = await sentTo();
    expect(new URL(place).host).toBe(new URL(s3).host);
    const answer = await fetch(place);
    expect([answer.status, Buffer.from(await answer.arrayBuffer()).equals(bytes)]).toEqual([200, true]);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;.*plan\.html/);
    const part = await fetch(place, { headers: { range: 'bytes=1000-1999' } });
    expect([part.status, Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1000, 2000))]).toEqual([206, true]);
  });

  when('CB-5.1: the store gives nothing to who alters the address, shortens it, or names the gateway’s signature for another file', async () => {
    const place = new URL(await sentTo());
    const altered = new URL(place);
    altered.searchParams.set('X-Amz-Expires', '604800');
    for (const url of [altered, new URL(place.pathname, place), new URL('/guarded', place)])
      expect((await fetch(url)).status).toBeGreaterThanOrEqual(403);
    expect(Number(place.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
    expect((await fetch(`${gatewayUrl(0)}/cdn/${file.id}/plan.html?s=${'x'.repeat(22)}`, { redirect: 'manual' })).status).toBe(404);
  });

  when('CB-5.2: a deleted file is gone from the store, for those who hold an address of it, too', async () => {
    const place = await sentTo();
    expect((await http('DELETE', `/api/upload/${file.id}`, { token }, 0)).status).toBe(200);
    expect((await http('GET', new URL(file.url).pathname + new URL(file.url).search, {}, 1)).status).toBe(404);
    await eventually(async () => expect((await fetch(place)).status).toBe(404), 10_000);
  });
});
