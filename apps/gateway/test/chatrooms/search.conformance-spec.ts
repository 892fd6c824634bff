import { describe, expect, it } from '@jest/globals';
import { http, uniqueName } from '@parley/testing';
import { connect, dataOf, expectRefusal, register, sendText, sharedRoom, type Person } from './chatrooms.harness.js';

const search = ({ token }: Person, id: string, body: object) => http('POST', `/chatrooms/${id}/search`, { token, body }, 1);

describe('searching a chatroom', () => {
  it('RC-messages.search answers messages with score, terms and context', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const id = await sharedRoom(owner, [member], 'Searchable');
    const socket = await connect(owner, 0, [id]);
    const sent = await sendText(socket, id, 'we sail at Dawn tomorrow');
    await sendText(socket, id, 'nothing else');
    const data = dataOf(await search(member, id, { query: 'dawn' }), 200);
    expect(data).toEqual({ results: expect.any(Array), total_results: 1, search_time_ms: expect.any(Number) });
    const { client_id: _key, seq: _seq, ...message } = sent;
    expect(data.results).toEqual([
      {
        message,
        relevance_score: expect.any(Number),
        matched_terms: ['dawn'],
        context: { before: 'we sail at ', match: 'Dawn', after: ' tomorrow' },
      },
    ]);
    expect(data.results[0].relevance_score).toBeGreaterThan(0);
    const total = async (body: object): Promise<number> => dataOf(await search(member, id, { query: 'dawn', ...body }), 200).total_results;
    const today = new Date().toISOString().slice(0, 10);
    expect(await total({ user_id: member.id })).toBe(0);
    expect(await total({ message_type: 'file' })).toBe(0);
    expect(await total({ date_from: today, date_to: today, limit: 1_000 })).toBe(1);
    expect(await total({ date_to: '2020-01-01' })).toBe(0);
    expect(await total({ date_from: message.created_at, date_to: message.created_at })).toBe(1);
    expect(await total({ date_from: '0001-01-01', date_to: '9999-12-31' })).toBe(1);
    socket.close();
  });

  it('RC-messages.search finds ciphertext by its sender alone (C59)', async () => {
    const [owner, member] = [await register('own'), await register('mem')];
    const id = await sharedRoom(owner, [member], 'Sealed');
    const socket = await connect(member, 0, [id]);
    const content = { encrypted_data: Buffer.from([255, 254, 1, 2]).toString('base64'), iv: 'aXY=', key_version: 1 };
    socket.send('send_message', { chatroom_id: id, content, message_type: 'text', reply_to: null, client_id: uniqueName('c') });
    await socket.next('message_received');
    const data = dataOf(await search(owner, id, { query: member.username }), 200);
    expect(data).toMatchObject({ results: [{ message: { content }, context: { before: '', match: '', after: '' } }], total_results: 1 });
    expect(dataOf(await search(owner, id, { query: content.encrypted_data.slice(0, 4) }), 200).total_results).toBe(0);
    socket.close();
  });

  it('RC-messages.search refuses strangers and bad fields', async () => {
    const [owner, stranger] = [await register('own'), await register('str')];
    const id = await sharedRoom(owner, [await register('mem')], 'Mine');
    expectRefusal(await search(stranger, id, { query: 'x' }), 403, 'CHATROOM_ACCESS_DENIED');
    expectRefusal(await search(owner, id, {}), 422, 'VALIDATION_REQUIRED_FIELD');
    expectRefusal(await search(owner, id, { query: ' ' }), 422, 'VALIDATION_INVALID_VALUE');
    expectRefusal(await search(owner, id, { query: 'x', message_type: 'system' }), 422, 'VALIDATION_INVALID_VALUE');
    expectRefusal(await search(owner, id, { query: 'x', date_from: 'soon' }), 422, 'VALIDATION_INVALID_FORMAT');
    expectRefusal(await search(owner, id, { query: 'x', user_id: 'me' }), 422, 'VALIDATION_INVALID_FORMAT');
  });
});
