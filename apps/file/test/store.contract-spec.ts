import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { FolderStore } from '../src/storage/folder.adapter.js';
import { S3Store } from '../src/storage/s3.adapter.js';
import type { ObjectStore } from '../src/storage/store.port.js';
import { bucketOfThisRun, s3OfTests } from './s3.harness.js';

const s3Url = s3OfTests();

const s3Store = (): S3Store => new S3Store(bucketOfThisRun(s3Url), new URL(s3Url).origin);

const unavailable = expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' });

describe.each<[string, boolean, (folder: string) => ObjectStore]>([
  ['a folder', true, (folder) => new FolderStore(join(folder, 'objects'))],
  [s3Url === '' ? 'S3 (skipped: no server could be had here)' : 'S3', s3Url !== '', s3Store],
])('the store: %s', (_, isHere, make) => {
  const when = isHere ? it : it.skip;
  let folder: string;
  let store: ObjectStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-store-'));
    if (isHere) store = make(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const put = async (key: string, bytes: Uint8Array): Promise<void> => {
    const path = join(folder, randomBytes(6).toString('hex'));
    await writeFile(path, bytes);
    await store.put(key, { path, sizeBytes: bytes.length, mime: 'text/plain' });
  };
  const read = async (key: string, range: { readonly first: number; readonly last: number } | null): Promise<Buffer | null> => {
    const bytes = await store.read(key, range);
    return bytes === null ? null : buffer(bytes);
  };
  const keys = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const { key } of store.list()) found.push(key);
    return found.sort();
  };

  when('keeps bytes under a key, over what was there, and gives them whole or in part', async () => {
    const bytes = randomBytes(9_000_000);
    await put('ab/one/original', Buffer.from('older'));
    await put('ab/one/original', bytes);
    expect((await read('ab/one/original', null))?.equals(bytes)).toBe(true);
    expect((await read('ab/one/original', { first: 10, last: 19 }))?.equals(bytes.subarray(10, 20))).toBe(true);
    await put('ab/empty/original', Buffer.alloc(0));
    expect(await read('ab/empty/original', null)).toHaveLength(0);
    expect(await read('ab/none/original', null)).toBeNull();
  });

  when('lists what it has with its time, and removes it, also twice', async () => {
    const before = Date.now();
    await put('cd/two/original', Buffer.from('two'));
    await put('cd/two/thumbnail', Buffer.from('2'));
    expect(await keys()).toEqual(expect.arrayContaining(['cd/two/original', 'cd/two/thumbnail']));
    for await (const { key, changedAt } of store.list())
      if (key.startsWith('cd/')) expect(Math.abs(changedAt.getTime() - before)).toBeLessThan(60_000);
    await store.remove(['cd/two/original', 'cd/two/thumbnail', 'cd/never/original']);
    await store.remove(['cd/two/original']);
    expect((await keys()).filter((key) => key.startsWith('cd/'))).toEqual([]);
    expect(await read('cd/two/original', null)).toBeNull();
  });

  when('keeps many at once, and says that it can', async () => {
    const many = Array.from({ length: 40 }, (_value, index) => index);
    await Promise.all(many.map((index) => put(`ef/n${index}/original`, Buffer.from(`number ${index}`))));
    const found = await Promise.all(many.map((index) => read(`ef/n${index}/original`, null)));
    expect(found.map(String)).toEqual(many.map((index) => `number ${index}`));
    await expect(store.check()).resolves.toBeUndefined();
  });

  when('sends clients to its own address where they reach it, with the headers that are wanted', async () => {
    await put('ab/signed/original', Buffer.from('<html>'));
    const presentation = { mime: 'text/html', disposition: 'attachment; filename="p.html"' };
    const url = await store.presign('ab/signed/original', presentation, 60);
    if (store instanceof FolderStore) return expect(url).toBeNull();
    const response = await fetch(url ?? '');
    expect([response.status, await response.text()]).toEqual([200, '<html>']);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'text/html', 'content-disposition': presentation.disposition });
    expect((await fetch((url ?? '').replace('signed', 'other'))).status).toBe(403);
  });
});

describe('a store that fails', () => {
  const mute: Server[] = [];
  const sockets: Socket[] = [];
  const rest = { path: '/dev/null', sizeBytes: 0, mime: 'text/plain' };
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of mute) server.close();
  });

  const refusesEverything = async (store: ObjectStore): Promise<void> => {
    const begin = Date.now();
    await expect(store.put('a/b', rest)).rejects.toThrow(unavailable);
    expect(Date.now() - begin).toBeLessThan(4_500);
    await expect(store.check()).rejects.toThrow(unavailable);
  };

  it('says so within 5 s: a folder that cannot be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-store-'));
    await writeFile(join(folder, 'objects'), 'a file where the folder should be');
    await refusesEverything(new FolderStore(join(folder, 'objects')));
    await rm(folder, { recursive: true });
  });

  it('says so within 5 s: nobody at the address', () => refusesEverything(new S3Store('http://k:s@127.0.0.1:9/bucket', null)));

  it('says so within 5 s: somebody who never answers', async () => {
    const server = createServer((socket) => void sockets.push(socket));
    mute.push(server);
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));
    await refusesEverything(new S3Store(`http://k:s@127.0.0.1:${port}/bucket`, null));
  });
});
