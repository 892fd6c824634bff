import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json, WsClient } from '@parley/testing';
import { base64, call, errorBody, expectStatus, historyOf, listen, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

let ann: Person;
let ben: Person;
let direct: string;
let theirs: Json;
let socket: WsClient;
const absent = '0'.repeat(24);

beforeAll(async () => {
  [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
  direct = await openDirect(ann, ben);
  const cat = await makePerson('cat');
  theirs = await sendText(ben, await makeGroup(ben, 'Theirs', [cat]), 'theirs');
  socket = await listen(ann, 0);
});
afterAll(() => socket.close());

const invalid = errorBody('VALIDATION_ERROR', expect.any(Object));
const notFound = errorBody('NOT_FOUND', {});
const forbidden = errorBody('AUTHORIZATION_FAILED', {});
const expectRefusal = ({ status, body }: { readonly status: number; readonly body: Json }, wanted: number, shape: Json): void =>
  expect([status, body]).toEqual([wanted, shape]);
const messages = (id: string): string => `/v1/conversations/${id}/messages`;

describe('what a client should not send', () => {
  it.each([
    ['10,001 characters', { content_encrypted: base64('x'.repeat(10_001)) }],
    ['ciphertext over 64 KiB', { content_encrypted: Buffer.alloc(50_000, 0xff).toString('base64') }],
    ['white space', { content_encrypted: base64(' \n') }],
    ['nothing', { content_encrypted: '' }],
    ['no base64', { content_encrypted: 'half \ud800' }],
    ['a number', { content_encrypted: 5 }],
    ['a type of the system', { content_encrypted: 'aGk=', message_type: 'system' }],
    ['no type', { content_encrypted: 'aGk=', message_type: null }],
    ['metadata over 8 KiB', { content_encrypted: 'aGk=', metadata: { a: 'x'.repeat(8_200) } }],
    ['a value that names its constructor', { content_encrypted: { constructor: {} } }],
    ['a list as metadata', { content_encrypted: 'aGk=', metadata: [] }],
    ['129 characters of temp_id', { content_encrypted: 'aGk=', temp_id: 'k'.repeat(129) }],
    ['a script as a file', { content_encrypted: '', message_type: 'image', metadata: { file_url: 'javascript:x' } }],
  ])('V1-3.4 refuses %s with 400 and stores nothing', async (_, body) => {
    const before = await historyOf(ann, direct, '?limit=1');
    expectRefusal(await call(ann, 'POST', messages(direct), { message_type: 'text', ...body }), 400, invalid);
    expect(await historyOf(ann, direct, '?limit=1')).toEqual(before);
  });

  it('V1-3.3 … V1-3.8: ids of another kind, of nobody, and of where one is not', async () => {
    const { message_id, conversation_id } = theirs;
    for (const id of [`conv_${absent}`, 'x', ann.id, '%00', '..%2Fusers'])
      expectRefusal(await call(ann, 'GET', messages(id)), 404, errorBody('NOT_FOUND', expect.any(Object)));
    for (const id of [`msg_${absent}`, 'x', ben.id]) {
      expectRefusal(await call(ann, 'PUT', `/v1/messages/${id}`, { content_encrypted: 'aGk=' }), 404, notFound);
      expectRefusal(await call(ann, 'DELETE', `/v1/messages/${id}`), 404, notFound);
      expectRefusal(await call(ann, 'POST', `/v1/messages/${id}/reactions`, { emoji: '👍' }), 404, notFound);
      expectRefusal(await call(ann, 'POST', `/v1/conversations/${direct}/read`, { message_id: id }), 404, notFound);
      expectRefusal(await call(ann, 'GET', `${messages(direct)}?before=${id}`), 404, notFound);
    }
    expectRefusal(await call(ann, 'GET', messages(conversation_id)), 403, forbidden);
    expectRefusal(await call(ann, 'PUT', `/v1/messages/${message_id}`, { content_encrypted: 'aGk=' }), 403, forbidden);
    expectRefusal(await call(ann, 'DELETE', `/v1/messages/${message_id}`), 403, forbidden);
    expectRefusal(await call(ann, 'POST', `/v1/messages/${message_id}/reactions`, { emoji: '👍' }), 403, forbidden);
    expectRefusal(await call(ann, 'POST', `/v1/conversations/${direct}/read`, { message_id }), 404, notFound);
    expectRefusal(await call(ann, 'GET', `${messages(direct)}?before=${message_id}`), 404, notFound);
    const reply = { content_encrypted: 'aGk=', message_type: 'text', reply_to_message_id: message_id };
    expectRefusal(await call(ann, 'POST', messages(direct), reply), 404, notFound);
  });

  it('V1-3.3 a cursor of a conversation one has left: 403 there, 404 elsewhere', async () => {
    const group = await makeGroup(ben, 'Left', [ann]);
    const { message_id } = await sendText(ann, group, 'before I left');
    expectStatus(await call(ann, 'DELETE', `/v1/conversations/${group}`), 200);
    expectRefusal(await call(ann, 'GET', `${messages(group)}?before=${message_id}`), 403, forbidden);
    expectRefusal(await call(ann, 'GET', `${messages(direct)}?before=${message_id}`), 404, notFound);
    expectRefusal(await call(ann, 'DELETE', `/v1/messages/${message_id}?delete_for=everyone`), 403, forbidden);
  });

  it.each(['', 'x', '[]', 'null', '5', '{}', '{"type":5}', '{"type":"toString"}', '{"type":"__proto__"}', '{"type":"typing","is_typing":"x"}'])(
    'V1-8.2: the frame %j is answered by an error (A-V1-34), and the socket lives on',
    async (frame) => {
      socket.sendRaw(frame);
      const { error } = await socket.next('error');
      expect(error).toEqual({ code: 'VALIDATION_ERROR', message: expect.stringMatching(/./), details: expect.any(Object) });
      const { message_id } = await sendText(ben, direct, 'still there?');
      await socket.next('message_received', ({ message }) => message.message_id === message_id);
    },
  );

  it('V1-8.2-c2s-typing refuses conversations of others and of nobody', async () => {
    for (const [conversation_id, code] of [
      [theirs.conversation_id, 'AUTHORIZATION_FAILED'],
      [`conv_${absent}`, 'NOT_FOUND'],
    ]) {
      socket.send('typing', { conversation_id, is_typing: true });
      expect((await socket.next('error')).error.code).toBe(code);
    }
  });

  it('V1-8.1 a frame over 1 MiB closes its socket with 1009, and no other; V1-3.4: such a body is 400 (A-00-06)', async () => {
    const flood = await listen(ann, 0);
    flood.sendRaw('x'.repeat(1_100_000));
    expect(await flood.closed).toBe(1009);
    const { message_id } = await sendText(ben, direct, 'calm');
    await socket.next('message_received', ({ message }) => message.message_id === message_id);
    expectRefusal(await call(ann, 'POST', messages(direct), { content_encrypted: 'A'.repeat(1_100_000) }), 400, invalid);
  });
});
