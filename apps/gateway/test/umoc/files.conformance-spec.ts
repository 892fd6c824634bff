import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName, type Json } from '@parley/testing';
import { eicar, jpeg, png, windowsProgram } from '../files/samples.harness.js';
import { fetchFile, savedName, sendForm } from '../files/uploads.harness.js';
import { complete, prepare, put, uploadedBy, type Announced } from './files.harness.js';
import { register, UmocClient, uuid, type SignIn } from './umoc.harness.js';

let john: SignIn;
let jane: SignIn;
let johns: UmocClient;
let janes: UmocClient;
let bytes: Buffer;
let toJane: { readonly recipient_id: number };

const announced = (part: Partial<Announced>): Announced => ({
  ...toJane,
  is_group: false,
  file_name: 'image.png',
  file_size: bytes.length,
  file_type: 'image/png',
  ...part,
});

beforeAll(async () => {
  [john, jane] = await Promise.all([register('john'), register('jane')]);
  [johns, janes] = await Promise.all([UmocClient.open(john, 0), UmocClient.open(jane, 1)]);
  bytes = await png();
  toJane = { recipient_id: jane.user_id };
});

afterAll(() => [johns, janes].forEach(({ io }) => io.close()));

describe('Prepare File Upload', () => {
  it('UM-c2s-upload_file_prepare is answered by UM-s2c-file_upload_ready, to this client alone', async () => {
    const ready = await johns.call('upload_file_prepare', announced({}), 'file_upload_ready');
    expect(ready).toEqual({
      file_id: expect.stringMatching(uuid),
      upload_url: `/api/upload/${ready.file_id}`,
      upload_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 3_600,
    });
    await janes.ask('ping', { timestamp: 1 });
    expect(janes.io.heard('file_upload_ready')).toEqual([]);
  });

  it.each<[string, () => Partial<Announced>, string]>([
    ['an unknown recipient', () => ({ recipient_id: 2 ** 52 }), 'Chat not found'],
    ['a group one is not in', () => ({ recipient_id: 2 ** 52, is_group: true }), 'Chat not found'],
    ['oneself', () => ({ recipient_id: john.user_id }), 'You cannot chat with yourself'],
    ['more than 50 MB (A-UM-22)', () => ({ file_size: 50 * 1024 ** 2 + 1 }), 'The file is too large'],
    ['nothing', () => ({ file_size: 0 }), 'file_size must not be less than 1'],
    ['a program (A-UM-22)', () => ({ file_name: 'holiday.png.exe' }), 'Files of this type are not allowed'],
    ['a name that is none', () => ({ file_name: '' }), 'file_name must be longer than or equal to 1 characters'],
  ])('UM-c2s-upload_file_prepare refuses %s', async (_what, part, message) => {
    expect(await johns.ask('upload_file_prepare', announced(part()))).toEqual({ message });
  });
});

describe('the upload target', () => {
  const query = (token: string, name: string) => [`?${name}=${token}`, {}] as const;
  const header = (name: string, value: string) => ['', { [name]: value }] as const;

  it.each([
    ['PUT', 'X-Upload-Token', (token: string) => header('x-upload-token', token)],
    ['POST', 'Authorization', (token: string) => header('authorization', `Bearer ${token}`)],
    ['PUT', '?token', (token: string) => query(token, 'token')],
    ['POST', '?upload_token', (token: string) => query(token, 'upload_token')],
  ] as const)('UM-HTTP-upload: %s of the bytes with the token in %s (A-UM-21)', async (method, _where, place) => {
    const ready = await prepare(johns, announced({}));
    const [suffix, headers] = place(ready.upload_token);
    const answer = await put({ ...ready, upload_url: ready.upload_url + suffix, method }, bytes, { ...headers, 'content-type': 'image/png' });
    expect([answer.status, answer.body]).toEqual([200, { success: true, file_id: ready.file_id }]);
  });

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''])(
    'UM-HTTP-upload takes bytes called %j as they are',
    async (type) => {
      const text = Buffer.from('{"not": "parsed"');
      const ready = await prepare(johns, announced({ file_name: 'note.txt', file_type: 'text/plain', file_size: text.length }));
      const answer = await put(ready, text, { 'x-upload-token': ready.upload_token, ...(type === '' ? {} : { 'content-type': type }) });
      expect([answer.status, answer.body]).toEqual([200, { success: true, file_id: ready.file_id }]);
      const { content } = await complete(johns, ready, toJane);
      expect((await fetchFile(JSON.parse(content).url, {})).bytes.toString()).toBe(text.toString());
    },
  );

  it('UM-HTTP-upload: POST of a form with the field file', async () => {
    expect((await uploadedBy(johns, announced({}), bytes)).status).toBe(200);
  });

  it('UM-HTTP-upload refuses a form with a file in another field, at once, and the token stays good', async () => {
    const ready = await prepare(johns, announced({}));
    const form = (field: string) =>
      sendForm(ready.upload_url, { token: ready.upload_token }, [[field, { name: 'a.png', type: 'image/png', bytes }]], 1);
    const refused = await form('files');
    expect([refused.status, refused.body]).toEqual([400, { message: 'files is not a file of this form' }]);
    expect((await form('file')).status).toBe(200);
  });

  it.each<[string, (ready: Json, other: Json) => string | null, number]>([
    ['no token', () => null, 403],
    ['a wrong token', () => 'A'.repeat(43), 403],
    ['the token of another file', (_ready, other) => other.upload_token as string, 403],
    ['the access token of the session', () => john.token, 403],
  ])('UM-HTTP-upload refuses %s', async (_what, choose, status) => {
    const [ready, other] = [await prepare(johns, announced({})), await prepare(janes, announced({ recipient_id: john.user_id }))];
    const token = choose(ready, other);
    const answer = await put(ready, bytes, token === null ? {} : { 'x-upload-token': token });
    expect([answer.status, answer.body]).toEqual([status, { message: 'The upload token is invalid or used up' }]);
    expect((await put(ready, bytes, { 'x-upload-token': ready.upload_token })).status).toBe(200);
  });

  it('UM-HTTP-upload takes a token once, also when it is used twice at once', async () => {
    const ready = await prepare(johns, announced({}));
    const answers = await Promise.all([0, 1, 2, 3].map(() => put(ready, bytes, { 'x-upload-token': ready.upload_token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  });

  it.each<[string, () => Promise<[Partial<Announced>, Buffer]>, string]>([
    ['one byte more than announced', async () => [{ file_size: bytes.length - 1 }, bytes], 'The file is too large'],
    ['30 MB where 1 KB was announced', async () => [{ file_size: 1_024 }, Buffer.alloc(30 * 1024 ** 2, 1)], 'The file is too large'],
    ['no byte', async () => [{}, Buffer.alloc(0)], 'Upload not complete'],
    ['a program called a picture', async () => [{ file_size: 512 }, windowsProgram], 'Files of this type are not allowed'],
    ['EICAR', async () => [{ file_name: 'a.txt', file_type: 'text/plain', file_size: 68 }, eicar], 'The file contains malware'],
  ])('UM-HTTP-upload refuses %s, and there is nothing to complete', async (_what, make, message) => {
    const [part, sent] = await make();
    const ready = await prepare(johns, announced(part));
    const answer = await put(ready, sent, { 'x-upload-token': ready.upload_token });
    expect([answer.status, answer.body]).toEqual([400, { message }]);
    expect((await put(ready, sent, { 'x-upload-token': ready.upload_token })).status).toBe(403);
    expect(await complete(johns, ready, toJane)).toEqual({ message: 'Upload not complete' });
  });
});

describe('Complete File Upload', () => {
  const uploaded = async (part: Partial<Announced>, sent: Buffer): Promise<Json> => {
    const ready = await prepare(johns, announced(part));
    expect((await put(ready, sent, { 'x-upload-token': ready.upload_token })).status).toBe(200);
    return ready;
  };

  it('UM-c2s-upload_file_complete: new_message with the file at both people, once (A-UM-16, C89)', async () => {
    const photo = await jpeg();
    const name = `${uniqueName('ü ')}.jpg`;
    const ready = await uploaded({ file_name: name, file_type: 'image/jpeg', file_size: photo.length + 100 }, photo);
    const isIt = ({ content }: Json) => content.includes(ready.file_id) === true;
    const reply = await complete(johns, ready, toJane);
    const [mine, hers] = await Promise.all([johns, janes].map(({ io }) => io.next('new_message', isIt)));
    expect([mine, hers]).toEqual([reply, reply]);
    expect(reply).toMatchObject({ type: 'image', sender_id: john.user_id, recipient_id: jane.user_id, is_group: false });
    const file = JSON.parse(reply.content);
    expect(file).toEqual({
      ...{ file_id: ready.file_id, file_name: name, file_size: photo.length, file_type: 'image/jpeg', caption: null, duration: null },
      ...{ url: expect.stringMatching(/^http.+\/cdn\//), thumbnail_url: expect.stringMatching(/^http.+\/cdn\//) },
    });
    expect((await fetchFile(file.url, {})).bytes.equals(photo)).toBe(true);
    expect(await complete(johns, ready, toJane)).toEqual(reply);
    await janes.ask('ping', { timestamp: 1 });
    expect(janes.io.heard('new_message').filter(isIt)).toHaveLength(1);
  });

  it('UM-c2s-upload_file_complete: bytes without a signature are of the type of file_type (A-UM-23)', async () => {
    const opaque = Buffer.from([0, 255, 1, 254, 2, 253]);
    const ready = await uploaded({ file_name: 'image.png', file_type: 'image/png', file_size: opaque.length }, opaque);
    const { type, content } = await complete(johns, ready, toJane);
    expect([type, JSON.parse(content).file_type]).toEqual(['image', 'application/octet-stream']);
  });

  it('UM-c2s-upload_file_prepare takes names that break no header', async () => {
    const name = 'a"; filename="b\r\nSet-Cookie: x=1.txt';
    const ready = await uploaded({ file_name: name, file_type: 'text/plain', file_size: 4 }, Buffer.from('text'));
    const file = JSON.parse((await complete(johns, ready, toJane)).content);
    expect(file.file_name).toBe('a"; filename="bSet-Cookie: x=1.txt');
    const { headers } = await fetchFile(file.url, {});
    expect([headers.get('set-cookie'), savedName(headers)]).toEqual([null, file.file_name]);
  });

  it('UM-c2s-upload_file_complete in a group', async () => {
    const group = await johns.ask('create_group', { name: uniqueName('team'), member_ids: [jane.user_id] });
    const chat = { recipient_id: group.id, is_group: true };
    const ready = await uploaded(chat, bytes);
    expect(await complete(johns, ready, chat)).toMatchObject({ ...chat, type: 'image' });
    expect(await complete(johns, ready, toJane)).toEqual({ message: 'The file is not one of yours for this chat' });
  });

  it.each<[string, (ready: Json) => Promise<Json>, string]>([
    ['before the bytes are there (A-UM-23)', async () => complete(johns, await prepare(johns, announced({})), toJane), 'Upload not complete'],
    ['of another person’s upload', (ready) => complete(janes, ready, { recipient_id: john.user_id }), 'File not found'],
    ['for another chat than prepared', (ready) => complete(johns, ready, { recipient_id: 2 ** 52 }), 'Chat not found'],
    ['of a file there is not', () => complete(johns, { file_id: 'f'.repeat(24) }, toJane), 'File not found'],
    ['of what is no file', () => complete(johns, { file_id: 'x' }, toJane), 'File not found'],
  ])('UM-c2s-upload_file_complete is refused %s', async (_what, act, message) => {
    const ready = await uploaded({}, bytes);
    expect(await act(ready)).toEqual({ message });
  });
});
