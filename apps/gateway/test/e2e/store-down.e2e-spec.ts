import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http } from '@parley/testing';
import { doors, stand, type Place } from '../files/doors.harness.js';
import { fetchFile, openDirect, register, sendForm, type Sample } from '../files/uploads.harness.js';
import { canvas } from '../files/samples.harness.js';
import { fleetData } from './fleet-process.harness.js';

const note: Sample = { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('kept or refused') };
const store = (): string => join(fleetData(), 'files', 'objects');

/** Puts a file where the store's folder was. */
const takeAway = async (): Promise<void> => {
  await rename(store(), `${store()}.away`);
  await writeFile(store(), 'no folder');
};

const bringBack = async (): Promise<void> => {
  const isAway = await rename(`${store()}.away`, `${store()}.back`).then(
    () => true,
    () => false,
  );
  if (!isAway) return;
  await rm(store(), { recursive: true, force: true });
  await rename(`${store()}.back`, store());
};

/** The answer, which must come within five seconds. */
const soon = async <T>(work: Promise<T>): Promise<T> => {
  const begun = Date.now();
  const answer = await work;
  expect(Date.now() - begun).toBeLessThan(5_000);
  return answer;
};

describe('without a store', () => {
  let place: Place;
  const { connectbest, chatrooms, v1, umoc } = doors;

  beforeAll(async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    place = await stand(ann, ben, await openDirect(ann, ben));
    expect((await connectbest(place, note)).status).toBe(200);
  });

  afterAll(() => place.umoc.io.close());

  afterEach(async () => {
    await bringBack();
    await eventually(async () => expect((await connectbest(place, note)).status).toBe(200), 15_000);
  });

  it('uploads answer within 5 s as each dialect says, the profile keeps its picture, and messages go on', async () => {
    await takeAway();
    expect(await soon(chatrooms(place, note))).toMatchObject({ status: 500, body: { error: { code: 'FILE_UPLOAD_FAILED' } } });
    expect(await soon(connectbest(place, note))).toMatchObject({ status: 503, body: { code: 'FILE_UPLOAD_FAILED' } });
    expect(await soon(v1(place, note))).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
    expect(await soon(umoc(place, note))).toMatchObject({ stored: null, body: { message: 'The file could not be stored, try again' } });
    const picture = { name: 'me.png', type: 'image/png', bytes: await canvas(9, 9).png().toBuffer() };
    expect((await soon(sendForm('/api/users/avatar', place.me, [['file', picture]], 0))).status).toBe(503);
    expect((await soon(sendForm('/users/me/avatar', place.me, [['file', picture]], 0))).body.error.code).toBe('FILE_UPLOAD_FAILED');
    expect((await http('GET', '/users/me', { token: place.me.token }, 1)).body.data.avatar_url).toBeNull();
    const path = `/api/chat/channels/${place.conversationId}/messages/send`;
    expect((await soon(http('POST', path, { token: place.me.token, body: { content: 'we can still talk' } }, 0))).status).toBe(201);
  }, 40_000);

  it('a file that was kept before is there again afterwards', async () => {
    const { stored } = await connectbest(place, note);
    await takeAway();
    expect((await soon(fetchFile(stored?.url ?? '', {}))).status).toBeGreaterThanOrEqual(404);
    await bringBack();
    expect((await fetchFile(stored?.url ?? '', {})).bytes.equals(note.bytes)).toBe(true);
  }, 40_000);
});
