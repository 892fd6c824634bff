import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, uniqueName, type HttpAnswer } from '@parley/testing';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Traffic } from './traffic.harness.js';

const folder = join(process.env['FLEET_DATA'] ?? '', 'files');
const objects = join(folder, 'objects');
const aside = join(folder, 'objects-aside');
const password = 'SecurePass123!';

/** With S3 there is no folder to take away. */
const when = (process.env['S3_URL'] ?? '') === '' ? it : it.skip;

const form = (field: string, fields: Readonly<Record<string, string>>): FormData => {
  const made = new FormData();
  made.append(field, new Blob(['hello'], { type: 'text/plain' }), 'note.txt');
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};

/** Demands a status, and says how long the answer took. */
const answered = async (call: Promise<HttpAnswer>, status: number): Promise<number> => {
  const begin = Date.now();
  expect((await call).status).toBe(status);
  return Date.now() - begin;
};

describe('the store is away', () => {
  let token: string;
  let conversationId: string;

  const uploadToConnectBest = () => http('POST', '/api/upload', { token, form: form('files', {}) }, 0);
  const uploadToV1 = () =>
    http('POST', '/v1/files/upload', { token, form: form('file', { conversation_id: conversationId, file_type: 'document' }) }, 1);

  const logIn = async (): Promise<{ readonly id: string; readonly token: string }> => {
    const username = uniqueName('store');
    const body = { email: `${username}@example.com`, username, password, full_name: 'Store Keeper' };
    expect((await http('POST', '/v1/auth/register', { body }, 0)).status).toBe(201);
    const { data } = (await http('POST', '/v1/auth/login', { body: { email: body.email, password } }, 0)).body;
    return { id: data.user.user_id, token: data.access_token };
  };

  beforeAll(async () => {
    const [keeper, other] = await Promise.all([logIn(), logIn()]);
    token = keeper.token;
    const opened = await http('POST', '/v1/conversations', { token, body: { type: 'direct', participant_id: other.id } }, 0);
    conversationId = opened.body.data.conversation_id;
  });

  afterEach(async () => {
    await rm(objects).catch(() => null);
    await rename(aside, objects).catch(() => null);
  });

  when(
    'uploads answer 503 within 5 s, people write on, the fleet says that it is degraded, and all is well again afterwards',
    async () => {
      const kept = await uploadToConnectBest();
      expect(kept.status).toBe(200);
      const traffic = await Traffic.start(2);
      await rename(objects, aside);
      await writeFile(objects, 'a file where the folder was');

      for (const upload of [uploadToConnectBest, uploadToV1]) expect(await answered(upload(), 503)).toBeLessThan(5_000);
      await eventually(async () => {
        const { status, body } = await http('GET', '/api/health', {}, 0);
        expect([status, body.status, body.services.storage.status]).toEqual([200, 'degraded', 'down']);
      }, 10_000);
      expect(await answered(uploadToV1(), 503)).toBeLessThan(5_000);
      expect(
        await answered(http('GET', new URL(kept.body.attachments[0].url).pathname + new URL(kept.body.attachments[0].url).search, {}, 0), 503),
      ).toBeLessThan(5_000);
      const before = traffic.acknowledged.size;
      await eventually(() => expect(traffic.acknowledged.size).toBeGreaterThan(before + 20), 20_000);
      await traffic.stop();
      expect(traffic.refused).toEqual([]);

      await rm(objects);
      await rename(aside, objects);
      await eventually(async () => expect((await uploadToConnectBest()).status).toBe(200), 10_000);
      expect((await fetch(kept.body.attachments[0].url)).status).toBe(200);
    },
    60_000,
  );
});
