import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, type HttpAnswer, type Json } from '@parley/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { anyInstant, anyUuid, call, expectRefusal, openChannel, openWs, closeSockets, registerVerified, type Person } from './connectbest.harness.js';

interface Given {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array | string;
}

const note: Given = { name: 'note.txt', type: 'text/plain', bytes: 'hello' };

const upload = (person: Person | null, files: readonly Given[], channelId?: string): Promise<HttpAnswer> => {
  const form = new FormData();
  for (const { name, type, bytes } of files) form.append('files', new Blob([typeof bytes === 'string' ? bytes : Buffer.from(bytes)], { type }), name);
  if (channelId !== undefined) form.append('channelId', channelId);
  return call('POST', '/api/upload', { form, ...(person === null ? {} : { token: person.token }) });
};

const uploaded = async (person: Person, files: readonly Given[], channelId?: string): Promise<readonly Json[]> => {
  const { status, body } = await upload(person, files, channelId);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.attachments;
};

const sendFiles = (person: Person, channelId: string, attachments: readonly string[]): Promise<HttpAnswer> =>
  call('POST', `/api/chat/channels/${channelId}/messages/send`, { token: person.token, body: { content: '', attachments } });

/** The path of an address of this server: the fleet under test may have another host's name in it. */
const pathOf = (url: string): string => url.slice(new URL(url).origin.length);

describe('ConnectBest files', () => {
  let ann: Person;
  let ben: Person;
  let channelId: string;

  beforeAll(async () => {
    [ann, ben] = await Promise.all([registerVerified('ann'), registerVerified('ben')]);
    channelId = (await openChannel(ann, [ben])).id;
  });

  it('CB-5.1 Upload File answers 200 with an attachment per file, in order', async () => {
    const picture = await sharp({ create: { width: 640, height: 320, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const [first, second, ...others] = await uploaded(ann, [{ name: 'päper ü.png', type: 'image/png', bytes: picture }, note], channelId);
    expect(others).toEqual([]);
    expect(first).toEqual({
      ...{ id: anyUuid, name: 'päper ü.png', size: picture.length, type: 'image/png', uploadedAt: anyInstant },
      url: expect.stringMatching(new RegExp(`/cdn/${first.id}/p%C3%A4per%20%C3%BC\\.png\\?s=[\\w-]+$`)),
      thumbnailUrl: expect.stringMatching(new RegExp(`/cdn/${first.id}/thumbnail\\.webp\\?s=[\\w-]+$`)),
    });
    expect(second).toMatchObject({ name: 'note.txt', size: 5, type: 'text/plain', thumbnailUrl: null });
    const thumbnail = await fetch(first.url.replace(pathOf(first.url), pathOf(first.thumbnailUrl)));
    expect(await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata()).toMatchObject({ format: 'webp', width: 320, height: 160 });
  });

  it('CB-5.1 Upload File gives an address that serves the bytes, in ranges and safely (C68, A-00-08)', async () => {
    const bytes = randomBytes(100_000);
    const [data, page] = await uploaded(ann, [
      { name: 'a.bin', type: 'application/octet-stream', bytes },
      { name: 'a.html', type: 'text/html', bytes: '<script>alert(1)</script>' },
    ]);
    const whole = await fetch(data.url);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      ...{ 'content-type': 'application/octet-stream', 'content-length': '100000', 'accept-ranges': 'bytes', 'x-content-type-options': 'nosniff' },
      ...{
        'content-disposition': 'attachment; filename="a.bin"',
        'content-security-policy': expect.stringMatching(/sandbox/),
        etag: expect.any(String),
      },
    });
    const part = await fetch(data.url, { headers: { range: 'bytes=-10' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 99990-99999/100000']);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(-10))).toBe(true);
    const beyond = await fetch(data.url, { headers: { range: 'bytes=100000-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
    const etag = whole.headers.get('etag') ?? '';
    expect((await fetch(data.url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await fetch(data.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '100000', '']);
    const shown = await fetch(page.url);
    expect([shown.headers.get('content-type'), shown.headers.get('content-disposition')]).toEqual(['text/html', 'attachment; filename="a.html"']);
    for (const path of [
      pathOf(data.url).replace(/s=./, 's=~'),
      pathOf(data.url).replace(/\?.*/, ''),
      pathOf(data.url).replace(data.id, randomUUID()),
    ]) {
      expectRefusal(await http('GET', path, {}, 1), 404, 'FILE_NOT_FOUND');
    }
  });

  it('CB-5.1 Upload File: sent in a message it belongs to it, in history and live', async () => {
    const [attachment] = await uploaded(ann, [note]);
    const { uploadedAt: _, thumbnailUrl: __, ...shown } = attachment;
    const socket = await openWs('/ws', ben, 1);
    const { status, body } = await sendFiles(ann, channelId, [attachment.id]);
    expect([status, body.message.attachments]).toEqual([201, [shown]]);
    expect((await socket.next('message:new')).attachments).toEqual([shown]);
    const history = await call('GET', `/api/chat/channels/${channelId}/messages`, { token: ben.token });
    expect(history.body.messages[0].attachments).toEqual([shown]);
    closeSockets();
  });

  it('CB-4.2 Send Message links a file once, however often it is named; CB-4.3 may empty the text beside it', async () => {
    const [one, two] = await uploaded(ann, [note, { ...note, name: 'two.txt' }]);
    const { message } = (await sendFiles(ann, channelId, [two.id, one.id, two.id])).body;
    expect(message.attachments.map(({ id }: Json) => id)).toEqual([two.id, one.id]);
    const edit = (content: string) => call('PUT', `/api/chat/channels/${channelId}/messages/${message.id}`, { token: ann.token, body: { content } });
    expect((await edit('caption')).body.message.content).toBe('caption');
    expect(await edit('')).toMatchObject({ status: 200, body: { message: { content: '', attachments: message.attachments } } });
  });

  it.each<[string, () => Promise<HttpAnswer>, string]>([
    ['a form without files', () => upload(ann, []), 'INPUT_INVALID'],
    [
      'eleven files',
      () =>
        upload(
          ann,
          Array.from({ length: 11 }, () => note),
        ),
      'INPUT_INVALID',
    ],
    ['a body that is no form', () => call('POST', '/api/upload', { token: ann.token, body: { files: [] } }), 'INPUT_INVALID'],
    ['a program', () => upload(ann, [note, { ...note, name: 'run.exe' }]), 'FILE_TYPE_NOT_ALLOWED'],
    ['a page called a picture', () => upload(ann, [{ name: 'a.png', type: 'image/png', bytes: '<html>' }]), 'FILE_TYPE_NOT_ALLOWED'],
    ['more than 50 MB', () => upload(ann, [{ ...note, bytes: Buffer.alloc(50 * 1024 * 1024 + 1, 'a') }]), 'FILE_TOO_LARGE'],
    [
      'the test virus',
      () => upload(ann, [{ ...note, bytes: ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('') }]),
      'FILE_INFECTED',
    ],
  ])('CB-5.1 Upload File refuses %s with 400', async (_, act, code) => {
    expectRefusal(await act(), 400, code);
  });

  it('CB-5.1 Upload File is all or nothing, names the file (A-CB-47), and wants a member', async () => {
    expect((await upload(ann, [note, { ...note, name: 'run.exe' }])).body.details).toEqual({ file: 'run.exe' });
    const cleo = await registerVerified('cleo');
    expectRefusal(await upload(cleo, [note], channelId), 403, 'NOT_A_MEMBER');
    expectRefusal(await upload(cleo, [note], randomUUID()), 404, 'CHANNEL_NOT_FOUND');
    expectRefusal(await upload(null, [note]), 401, 'TOKEN_MISSING');
  });

  it('CB-4.2 Send Message refuses a file of somebody else, or of another channel, with 400', async () => {
    const other = (await openChannel(ann, [ben])).id;
    const [mine] = await uploaded(ann, [note], other);
    for (const [person, id] of [
      [ben, mine.id],
      [ann, mine.id],
      [ann, randomUUID()],
    ] as const) {
      expectRefusal(await sendFiles(person, channelId, [id]), 400, 'ATTACHMENT_INVALID');
    }
    expect((await sendFiles(ann, other, [mine.id])).status).toBe(201);
  });

  it('CB-5.2 Delete File: the uploader alone, and the bytes are gone; a message keeps its entry (A-CB-50)', async () => {
    const [attachment] = await uploaded(ann, [note]);
    const { message } = (await sendFiles(ann, channelId, [attachment.id])).body;
    const remove = (person: Person) => call('DELETE', `/api/upload/${attachment.id}`, { token: person.token });
    expectRefusal(await remove(ben), 403, 'FILE_DELETE_DENIED');
    expect(await remove(ann)).toMatchObject({ status: 200, body: { success: true } });
    expect((await fetch(attachment.url)).status).toBe(404);
    expectRefusal(await remove(ann), 404, 'FILE_NOT_FOUND');
    const history = await call('GET', `/api/chat/channels/${channelId}/messages`, { token: ben.token });
    const kept = history.body.messages.find(({ id }: Json) => id === message.id);
    expect(kept.attachments).toEqual(message.attachments);
  });

  it('CB-4.4 Delete Message removes its files from the store', async () => {
    const [attachment] = await uploaded(ann, [note]);
    const { message } = (await sendFiles(ann, channelId, [attachment.id])).body;
    expect((await call('DELETE', `/api/chat/channels/${channelId}/messages/${message.id}`, { token: ann.token })).status).toBe(200);
    await eventually(async () => expect((await fetch(attachment.url)).status).toBe(404), 5_000);
  });

  it('GET /api/upload/{id} leads members, and nobody else, to the file (C03)', async () => {
    const [attachment] = await uploaded(ann, [note], channelId);
    const { status, headers } = await call('GET', `/api/upload/${attachment.id}`, { token: ben.token });
    expect([status, headers.get('location')]).toEqual([302, attachment.url]);
    expectRefusal(await call('GET', `/api/upload/${attachment.id}`, { token: (await registerVerified('dora')).token }), 403, 'NOT_A_MEMBER');
  });

  it('CB-8.6 System Health Check is healthy with a storage', async () => {
    expect((await call('GET', '/api/health', {})).body).toMatchObject({ status: 'healthy', services: { storage: { status: 'up' } } });
  });
});
