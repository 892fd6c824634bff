import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatewayUrl, http, type HttpAnswer, type Json } from '@parley/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { call, errorBody, expectStatus, historyOf, makeGroup, makePerson, openDirect, type Person } from './v1.harness.js';

interface Given {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array | string;
}

const note: Given = { name: 'document.txt', type: 'text/plain', bytes: 'hello' };
const sendable = { content_encrypted: '', message_type: 'file' } as const;

/** In the order of the specification: the file comes first. */
const upload = (person: Person | null, given: Given | null, fields: Readonly<Record<string, string>>): Promise<HttpAnswer> => {
  const form = new FormData();
  if (given !== null)
    form.append('file', new Blob([typeof given.bytes === 'string' ? given.bytes : Buffer.from(given.bytes)], { type: given.type }), given.name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return http('POST', '/v1/files/upload', { form, ...(person === null ? {} : { token: person.token }) }, 0);
};

const uploaded = async (person: Person, given: Given, conversationId: string): Promise<Json> =>
  expectStatus(await upload(person, given, { conversation_id: conversationId, file_type: 'document' }), 201).data;

const download = (person: Person, fileId: string, headers: Readonly<Record<string, string>>, gateway: number): Promise<Response> =>
  fetch(`${gatewayUrl(gateway)}/v1/files/${fileId}`, {
    headers: { authorization: `Bearer ${person.token}`, ...headers },
  });

describe('V1 files', () => {
  let ann: Person;
  let ben: Person;
  let direct: string;

  beforeAll(async () => {
    [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    direct = await openDirect(ann, ben);
  });

  it('V1-5.1 Upload File answers 201 with every documented key', async () => {
    const before = Date.now();
    const { status, body } = await upload(
      ann,
      { ...note, bytes: randomBytes(1_000), type: 'application/pdf', name: 'plan.pdf' },
      { conversation_id: direct, file_type: 'image' },
    );
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        file_id: expect.stringMatching(/^file_[0-9a-f]{24}$/),
        ...{ file_name: 'plan.pdf', file_size: 1_000, mime_type: 'application/octet-stream', thumbnail_url: null },
        file_url: expect.stringMatching(/\/cdn\/[^/]+\/plan\.pdf\?s=[\w-]+$/),
        expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    expect(Math.abs(Date.parse(body.data.expires_at) - before - 7 * 86_400_000)).toBeLessThan(60_000);
  });

  it.each<[string, Given | null, Readonly<Record<string, string>>, string]>([
    ['a form without a file', null, { file_type: 'image' }, 'file'],
    ['a form without a conversation', note, { file_type: 'image' }, 'conversation_id'],
    ['a form without a type', note, { conversation_id: 'here' }, 'file_type'],
    ['an unknown type', note, { conversation_id: 'here', file_type: 'hologram' }, 'file_type'],
    ['a program', { ...note, name: 'run.bat' }, { conversation_id: 'here', file_type: 'document' }, 'file'],
    [
      'a page called a picture',
      { name: 'a.jpg', type: 'image/jpeg', bytes: '<!doctype html>' },
      { conversation_id: 'here', file_type: 'image' },
      'file',
    ],
  ])('V1-5.1 Upload File refuses %s with 400 (A-V1-30)', async (_, given, fields, field) => {
    const { status, body } = await upload(ann, given, { ...fields, ...(fields['conversation_id'] === 'here' ? { conversation_id: direct } : {}) });
    expect([status, body.error?.details]).toEqual([400, expect.objectContaining({ [field]: expect.any(String) })]);
    expect(body).toEqual(errorBody('VALIDATION_ERROR', body.error.details));
  });

  it('V1-5.1 Upload File is for participants, with a token', async () => {
    const cleo = await makePerson('cleo');
    const fields = { conversation_id: direct, file_type: 'document' };
    expect((await upload(cleo, note, fields)).status).toBe(403);
    expect((await upload(ann, note, { ...fields, conversation_id: `conv_${'0'.repeat(24)}` })).status).toBe(404);
    expect((await upload(null, note, fields)).status).toBe(401);
  });

  it('V1-5.2 Download File: 200 with the bytes, their type and an attachment; 206 for a range', async () => {
    const bytes = randomBytes(70_000);
    const { file_id } = await uploaded(ann, { name: 'päge "1".bin', type: 'application/octet-stream', bytes }, direct);
    const whole = await download(ben, file_id, {}, 1);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      ...{
        'content-type': 'application/octet-stream',
        'content-length': '70000',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
      },
      'content-disposition': `attachment; filename="p_ge _1_.bin"; filename*=UTF-8''p%C3%A4ge%20%221%22.bin`,
    });
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await download(ben, file_id, { range: 'bytes=10-19' }, 0);
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/70000']);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true);
  });

  it('V1-5.2 Download File is for participants, as long as they are (A-V1-30)', async () => {
    const group = await makeGroup(ann, 'Crew', [ben]);
    const { file_id, file_url } = await uploaded(ann, note, group);
    expect((await download(ben, file_id, {}, 0)).status).toBe(200);
    expect((await download(await makePerson('dora'), file_id, {}, 0)).status).toBe(403);
    expectStatus(await call(ann, 'DELETE', `/v1/conversations/${group}/participants/${ben.id}`), 200);
    expect((await download(ben, file_id, {}, 1)).status).toBe(403);
    expect((await fetch(file_url)).status).toBe(200);
    for (const id of [`file_${'0'.repeat(24)}`, 'file_x', randomUUID()]) expect((await download(ann, id, {}, 0)).status).toBe(404);
    expect((await http('GET', `/v1/files/${file_id}`, {}, 0)).status).toBe(401);
  });

  it('V1-3.4 Send Message: metadata.file_id sends an own file of the conversation (A-V1-18)', async () => {
    const { file_id, file_url } = await uploaded(ann, note, direct);
    const send = (person: Person, conversationId: string) =>
      call(person, 'POST', `/v1/conversations/${conversationId}/messages`, { ...sendable, metadata: { file_id, file_name: 'lie.exe' } });
    const { message_id } = expectStatus(await send(ann, direct), 201).data;
    const { messages } = await historyOf(ben, direct, '');
    expect(messages.find((one: Json) => one.message_id === message_id)).toMatchObject({
      message_type: 'file',
      metadata: { file_id, file_url, file_name: 'document.txt', file_size: 5, mime_type: 'text/plain', thumbnail_url: null },
    });
    expect(await send(ben, direct)).toMatchObject({ status: 400, body: { error: { details: { metadata: expect.any(String) } } } });
    expect((await send(ann, await makeGroup(ann, 'Elsewhere', [ben]))).status).toBe(400);
  });

  it('V1-3.4 Send Message: the caption of a file is its text where there is no other (C50)', async () => {
    const { file_id } = await uploaded(ann, note, direct);
    const sent = async (content_encrypted: string) => {
      const body = { ...sendable, content_encrypted, metadata: { file_id, caption: 'look' } };
      expectStatus(await call(ann, 'POST', `/v1/conversations/${direct}/messages`, body), 201);
      const [newest] = (await historyOf(ben, direct, '?limit=1')).messages;
      return [newest.content_encrypted, newest.metadata.caption];
    };
    expect(await sent('')).toEqual([Buffer.from('look').toString('base64'), 'look']);
    expect(await sent(Buffer.from('a text').toString('base64'))).toEqual([Buffer.from('a text').toString('base64'), 'a text']);
  });

  it('V1-3.5 Edit Message empties the caption of a file, and no bare message', async () => {
    const { file_id } = await uploaded(ann, note, direct);
    const send = async (body: object) => expectStatus(await call(ann, 'POST', `/v1/conversations/${direct}/messages`, body), 201).data.message_id;
    const empty = (id: string) => call(ann, 'PUT', `/v1/messages/${id}`, { content_encrypted: '' });
    expectStatus(await empty(await send({ ...sendable, content_encrypted: 'aGk=', metadata: { file_id } })), 200);
    const [{ content_encrypted, metadata }] = (await historyOf(ben, direct, '?limit=1')).messages;
    expect([content_encrypted, metadata.file_id, metadata.caption]).toEqual(['', file_id, undefined]);
    expectStatus(await empty(await send({ content_encrypted: 'aGk=', message_type: 'text' })), 400);
  });
});
