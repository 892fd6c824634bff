import { beforeAll, describe, expect, it } from '@jest/globals';
import { hexOf, parseId, type Id } from '@parley/contracts';
import { eventually, gatewayUrl, http, uniqueName, type Json } from '@parley/testing';
import { fetchFile, register, sendForm, type Person } from './uploads.harness.js';

const bytes = Buffer.from('0123456789'.repeat(100));
const sample = { name: 'digits.txt', type: 'text/plain', bytes };
const hexId = (uuid: string): string => hexOf(parseId(uuid) as Id<string>);

const v1 = async (person: Person, method: string, path: string, body?: object): Promise<Json> => {
  const answer = await http(method, path, { token: person.token, ...(body === undefined ? {} : { body }) }, 0);
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body.data;
};

const makeGroup = async (maker: Person, others: readonly Person[]): Promise<string> => {
  const participant_ids = others.map(({ id }) => `usr_${hexId(id)}`);
  return (await v1(maker, 'POST', '/v1/conversations', { type: 'group', name: uniqueName('group '), participant_ids })).conversation_id as string;
};

const upload = async (person: Person, conversationId: string): Promise<Json> => {
  const fields = [
    ['file', sample],
    ['conversation_id', conversationId],
    ['file_type', 'document'],
  ] as const;
  const { status, body } = await sendForm('/v1/files/upload', person, fields, 0);
  expect([status, body.error]).toEqual([201, undefined]);
  return body.data;
};

const download = (person: Person, fileId: string, headers: Readonly<Record<string, string>> = {}) =>
  fetchFile(`${gatewayUrl(1)}/v1/files/${fileId}`, { authorization: `Bearer ${person.token}`, ...headers });

describe('who may read a file', () => {
  let ann: Person;
  let ben: Person;
  let cleo: Person;
  beforeAll(async () => void ([ann, ben, cleo] = [await register('ann'), await register('ben'), await register('cleo')]));

  it('V1-5.2 members alone, and nobody who was removed', async () => {
    const group = await makeGroup(ann, [ben]);
    const { file_id: fileId } = await upload(ann, group);
    const before = await download(ben, fileId);
    expect([before.status, before.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="digits.txt"']);
    expect(before.bytes.equals(bytes)).toBe(true);
    expect((await download(cleo, fileId)).status).toBe(403);
    await v1(ann, 'DELETE', `/v1/conversations/${group}/participants/usr_${hexId(ben.id)}`);
    const after = await download(ben, fileId);
    expect([after.status, JSON.parse(after.bytes.toString()).error.code]).toEqual([403, 'AUTHORIZATION_FAILED']);
    expect((await download(ann, fileId)).status).toBe(200);
  });

  it('V1-5.2 members of every conversation it was sent in, until the message is gone', async () => {
    const [first, second] = [await makeGroup(ann, [ben]), await makeGroup(ann, [cleo])];
    const { file_id: fileId, file_url: url } = await upload(ann, first);
    const body = { content_encrypted: '', message_type: 'file', metadata: { file_id: fileId } };
    const { message_id: messageId } = await v1(ann, 'POST', `/v1/conversations/${first}/messages`, body);
    expect((await http('POST', `/v1/conversations/${second}/messages`, { token: ann.token, body }, 0)).status).toBe(400);
    await v1(ann, 'DELETE', `/v1/messages/${messageId}?delete_for=everyone`);
    await eventually(async () => expect((await download(ben, fileId)).status).toBe(404), 10_000);
    expect((await fetchFile(url, {})).status).toBe(404);
  });

  it('V1-5.2 nobody without a token, and no file there is not', async () => {
    expect((await fetchFile(`${gatewayUrl(0)}/v1/files/file_${'a'.repeat(24)}`, {})).status).toBe(401);
    for (const id of [`file_${'a'.repeat(24)}`, 'nonsense', '..%2f..%2fetc%2fpasswd']) expect((await download(ann, id)).status).toBe(404);
  });
});

describe('how a file is read', () => {
  let ann: Person;
  let url: string;
  let other: string;
  let fileId: string;

  beforeAll(async () => {
    ann = await register('ann');
    const group = await makeGroup(ann, [await register('ben')]);
    ({ file_id: fileId, file_url: url } = await upload(ann, group));
    ({ file_url: other } = await upload(ann, group));
  });

  it.each<[string, number, number, string | null]>([
    ['bytes=0-0', 206, 1, 'bytes 0-0/1000'],
    ['bytes=990-', 206, 10, 'bytes 990-999/1000'],
    ['bytes=-5', 206, 5, 'bytes 995-999/1000'],
    ['bytes=0-999999999999', 206, 1_000, 'bytes 0-999/1000'],
    ['bytes=1000-', 416, 0, 'bytes */1000'],
    [`bytes=${'9'.repeat(400)}-`, 416, 0, 'bytes */1000'],
    ['bytes=-0', 416, 0, 'bytes */1000'],
    ['bytes=5-2', 200, 1_000, null],
    ['bytes=a-b', 200, 1_000, null],
    ['pages=1-2', 200, 1_000, null],
    [`bytes=${Array.from({ length: 500 }, (_, n) => `${n}-${n + 400}`).join(',')}`, 200, 1_000, null],
  ])('C68 V1-5.2 Range %.40s is %i', async (range, status, length, contentRange) => {
    for (const answer of [await fetchFile(url, { range }), await download(ann, fileId, { range })]) {
      expect([answer.status, answer.bytes.length, answer.headers.get('content-range')]).toEqual([status, length, contentRange]);
    }
  });

  it('C68 opens with its own signature alone, whatever the name', async () => {
    const { origin, pathname, searchParams } = new URL(url);
    const [signature, id] = [searchParams.get('s') ?? '', pathname.split('/')[2] ?? ''];
    const foreign = new URL(other).searchParams.get('s') ?? '';
    const wrong = [
      '',
      '?s=',
      `?s=${foreign}`,
      `?s=${signature}&s=${signature}`,
      `?s=${signature.slice(0, -1)}`,
      `?s[]=${signature}`,
      `?s=${'a'.repeat(5_000)}`,
    ];
    for (const query of wrong) expect([query, (await fetchFile(origin + pathname + query, {})).status]).toEqual([query, 404]);
    for (const name of ['x', '..%2f..%2fetc%2fpasswd', '%00', '%ff']) {
      const answer = await fetchFile(`${origin}/cdn/${id}/${name}?s=${signature}`, {});
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="digits.txt"']);
    }
  });

  it('C68 knows what a browser has already, and answers HEAD without bytes', async () => {
    const etag = (await fetchFile(url, {})).headers.get('etag') ?? '';
    expect((await fetchFile(url, { 'if-none-match': etag })).status).toBe(304);
    expect((await fetchFile(url, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await fetchFile(url, { range: 'bytes=0-0', 'if-range': '"other"' })).status).toBe(200);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([200, '1000', 0]);
  });
});
