import { beforeAll, describe, expect, it } from '@jest/globals';
import { base64, call, errorBody, historyOf, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const unknownId = '65a0000000000000000000aa';

describe('V1 messages', () => {
  let john: Person;
  let jane: Person;
  let stranger: Person;
  let direct: string;
  beforeAll(async () => {
    [john, jane, stranger] = await Promise.all([makePerson('john'), makePerson('jane'), makePerson('stranger')]);
    direct = await openDirect(john, jane);
  });

  const send = (conversationId: string, body: unknown) => call(john, 'POST', `/v1/conversations/${conversationId}/messages`, body);
  const newestOf = async (person: Person, conversationId: string) => (await historyOf(person, conversationId, '?limit=1')).messages[0];

  it('V1-3.4 Send Message returns 201 with temp_id, and the message is in the history', async () => {
    const { message_id: repliedTo } = await sendText(jane, direct, 'Question?');
    const { status, body } = await send(direct, {
      content_encrypted: base64('Xin chào 🚀'),
      message_type: 'text',
      reply_to_message_id: repliedTo,
      metadata: { mood: 'good' },
      temp_id: 'temp_12345',
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        message_id: expect.stringMatching(/^msg_[0-9a-f]{24}$/),
        conversation_id: direct,
        sender_id: john.id,
        temp_id: 'temp_12345',
        created_at: time,
      },
    });
    expect(await newestOf(jane, direct)).toEqual({
      message_id: body.data.message_id,
      conversation_id: direct,
      sender_id: john.id,
      content_encrypted: base64('Xin chào 🚀'),
      message_type: 'text',
      metadata: { mood: 'good' },
      reply_to_message_id: repliedTo,
      reactions: {},
      delivery_status: { sent: true, delivered: expect.any(Boolean), read: false, delivered_to: expect.any(Array), read_by: [] },
      is_edited: false,
      is_deleted: false,
      created_at: body.data.created_at,
      updated_at: body.data.created_at,
    });
  });

  it('V1-3.4 Send Message repeats its answer for a repeated temp_id and stores one message', async () => {
    const wanted = { content_encrypted: base64('once'), message_type: 'text', temp_id: 'temp_once' };
    const answers = await Promise.all([send(direct, wanted), send(direct, wanted), send(direct, wanted)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { messages } = await historyOf(jane, direct, '');
    expect(messages.filter(({ content_encrypted }: { content_encrypted: string }) => content_encrypted === base64('once'))).toHaveLength(1);
  });

  it('V1-3.4 Send Message keeps ciphertext byte for byte, and previews call it encrypted', async () => {
    // The content of the document's own example.
    expect((await send(direct, { content_encrypted: 'base64_encrypted_content', message_type: 'text' })).body.data.temp_id).toBeNull();
    expect((await newestOf(jane, direct)).content_encrypted).toBe('base64_encrypted_content');
    const { conversations } = (await call(jane, 'GET', '/v1/conversations')).body.data;
    expect(conversations[0].last_message.content).toBe('Encrypted message');
  });

  it('V1-3.4 Send Message links a file elsewhere, with or without text', async () => {
    const metadata = { file_url: 'https://cdn.example.com/photo.jpg', file_name: 'photo.jpg', file_size: 1_024 };
    expect((await send(direct, { content_encrypted: '', message_type: 'image', metadata })).status).toBe(201);
    expect(await newestOf(jane, direct)).toMatchObject({
      content_encrypted: '',
      message_type: 'image',
      metadata: { ...metadata, mime_type: 'image/jpeg', thumbnail_url: null, attachments: [{ file_url: metadata.file_url }] },
    });
  });

  it.each([
    ['content_encrypted', { content_encrypted: 'not base64!' }],
    ['content_encrypted', { content_encrypted: undefined }],
    ['message_type', { message_type: 'system' }],
    ['message_type', { message_type: undefined }],
    ['metadata', { metadata: 'text' }],
    ['temp_id', { temp_id: 't'.repeat(129) }],
  ])('V1-3.4 Send Message refuses a bad %s with 400: %j', async (field, fault) => {
    const { status, body } = await send(direct, { content_encrypted: base64('hi'), message_type: 'text', ...fault });
    expect(status).toBe(400);
    expect(body).toEqual(errorBody('VALIDATION_ERROR', { [field]: expect.any(String) }));
  });

  it('V1-3.4 Send Message refuses emptiness and excess with 400', async () => {
    for (const content of ['', base64('  \n'), base64('x'.repeat(10_001))]) {
      const { status, body } = await send(direct, { content_encrypted: content, message_type: 'text' });
      expect(status).toBe(400);
      expect(body).toEqual(errorBody('VALIDATION_ERROR', { content_encrypted: expect.any(String) }));
    }
  });

  it('V1-3.4 Send Message finds no unknown conversation and no unknown reply', async () => {
    const hello = { content_encrypted: base64('hi'), message_type: 'text' };
    for (const id of [`conv_${unknownId}`, 'conv_abc123']) expect((await send(id, hello)).body).toEqual(errorBody('NOT_FOUND', {}));
    for (const id of [`msg_${unknownId}`, 'msg_abc123']) {
      const { status, body } = await send(direct, { ...hello, reply_to_message_id: id });
      expect(status).toBe(404);
      expect(body).toEqual(errorBody('NOT_FOUND', {}));
    }
  });

  it('V1-3.4 Send Message and V1-3.3 Get Messages are for participants', async () => {
    const group = await makeGroup(john, 'Closed', [jane]);
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? { content_encrypted: base64('hi'), message_type: 'text' } : undefined;
      const answer = await call(stranger, method, `/v1/conversations/${group}/messages`, body);
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(errorBody('AUTHORIZATION_FAILED', {}));
      expect((await call({ ...stranger, token: '' }, method, `/v1/conversations/${group}/messages`, body)).status).toBe(401);
    }
  });

  it('V1-3.3 Get Messages pages backwards by cursor and by offset, newest first', async () => {
    const group = await makeGroup(john, 'Pages', [jane]);
    const sent: string[] = [];
    for (const text of ['one', 'two', 'three']) sent.unshift((await sendText(john, group, text)).message_id);
    const read = async (query: string) => (await call(jane, 'GET', `/v1/conversations/${group}/messages?${query}`)).body;
    const idsOf = (body: { readonly data: { readonly messages: readonly { readonly message_id: string }[] } }) =>
      body.data.messages.map(({ message_id }) => message_id);
    const front = await read('limit=2');
    expect(idsOf(front)).toEqual(sent.slice(0, 2));
    // The three, and what the system wrote when the group was made.
    expect(front.pagination).toEqual({ limit: 2, offset: 0, total: 4, has_next: true, has_prev: false });
    expect(front.data).toMatchObject({ has_more: true, next_cursor: sent[1] });
    const back = await read(`limit=2&before=${front.data.next_cursor}`);
    expect(idsOf(back)[0]).toBe(sent[2]);
    expect(back.data.messages[1]).toMatchObject({ message_type: 'text', metadata: { system: true }, content_encrypted: base64('Channel created') });
    expect(back.data).toMatchObject({ has_more: false, next_cursor: null });
    expect(idsOf(await read('limit=2&offset=1'))).toEqual(sent.slice(1, 3));
    expect(await read('before=msg_abc123')).toEqual(errorBody('NOT_FOUND', {}));
    expect(await read('limit=none')).toEqual(errorBody('VALIDATION_ERROR', { limit: expect.any(String) }));
  });
});
