import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { prepare, put } from './files.harness.js';
import { register, UmocClient } from './umoc.harness.js';

let john: UmocClient;
let recipient_id: number;

beforeAll(async () => {
  john = await UmocClient.open(await register('john'), 0);
  recipient_id = (await register('jane')).user_id;
});

afterAll(() => john.io.close());

describe('Upload File', () => {
  const text = Buffer.from('all of it');

  it.each([
    ['Content-Range', 'bytes 0-3/9', text.subarray(0, 4)],
    ['Content-Encoding', 'gzip', gzipSync(text)],
  ])('UM-HTTP-upload keeps no bytes sent with %s as the file, and the token stays good (A-UM-21)', async (header, value, sent) => {
    const file = { recipient_id, is_group: false, file_name: 'note.txt', file_size: 100, file_type: 'text/plain' };
    const ready = await prepare(john, file);
    const token = { 'x-upload-token': ready.upload_token as string };
    const refused = await put(ready, sent, { ...token, [header]: value });
    expect([refused.status, refused.body]).toEqual([400, { message: expect.stringContaining(`${header} must be absent`) }]);
    expect((await put(ready, text, { ...token, 'content-encoding': 'identity' })).status).toBe(200);
  });
});
