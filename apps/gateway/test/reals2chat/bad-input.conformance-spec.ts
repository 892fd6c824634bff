import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http, type IoClient, type Json } from '@parley/testing';
import { connect, historyOf, registerTwo, send, strangerId, type Person } from './reals2chat.harness.js';

let ann: Person;
let ben: Person;
let anns: IoClient;
beforeAll(async () => {
  [ann, ben] = await registerTwo();
  anns = await connect(ann, 0);
});
afterAll(() => anns.close());

const texts = async (): Promise<string[]> => (await historyOf(ann, ben.id)).body.messages.map(({ text }: Json) => text);
const refusal = { success: false, message: expect.stringMatching(/./) };

describe('what a client should not send', () => {
  it.each([
    ['10,001 characters', { text: 'x'.repeat(10_001) }],
    ['nothing but NUL', { text: '\0' }],
    ['a number', { text: 5 }],
    ['nothing', {}],
    ['a script for an attachment', { attachment: { type: 'file', url: 'javascript:alert(1)' } }],
    ['another host without a scheme', { attachment: { type: 'file', url: '//evil.example/x' } }],
    ['a half character in an address', { attachment: { type: 'file', url: 'https://x.example/\ud800' } }],
  ])('R2-3.3 and R2-4.2-c2s-sendMessage refuse %s and store nothing', async (_, part) => {
    const before = await texts();
    const { status, body } = await send(ann, { recipientId: ben.id, ...part });
    expect([status, body]).toEqual([400, refusal]);
    expect(await anns.ask('sendMessage', { recipientId: ben.id, ...part })).toEqual(refusal);
    expect(await texts()).toEqual(before);
  });

  it('R2-5 the message names the type that is wanted before its bounds', async () => {
    expect(await historyOf(ann, ben.id, '?limit=x')).toMatchObject({
      status: 400,
      body: { success: false, message: 'limit must be an integer number' },
    });
    const ringtone = await http('PUT', `/api/conversations/${ben.id}/metadata`, { token: ann.token, body: { customRingtone: 5 } }, 0);
    const odd = { recipientId: ben.id, text: 'x', client_id: '\ud800' };
    expect(await anns.ask('sendMessage', odd)).toEqual({ success: false, message: 'client_id must be well-formed text' });
    expect([ringtone.status, ringtone.body]).toEqual([400, { success: false, message: 'customRingtone must be a string' }]);
  });

  it('R2-3.3 keeps what is around NUL and half characters (A-00-08)', async () => {
    expect((await send(ann, { recipientId: ben.id, text: 'a\0b\ud800c' })).body.text).toBe('ab\ufffdc');
  });

  it.each([
    ['oneself', () => ann.id, 400],
    ['nobody', () => strangerId, 404],
    ['no id', () => 'x', 400],
    ['NUL', () => '\0', 400],
    ['an operator', () => '{"$gt":""}', 400],
  ])('R2-3.2, R2-3.3, R2-3.4 refuse %s', async (_, other, wanted) => {
    const id = encodeURIComponent(other());
    const answers = [
      await send(ann, { recipientId: other(), text: 'x' }),
      await historyOf(ann, id),
      await http('PUT', `/api/conversations/${id}/metadata`, { token: ann.token, body: { isPinned: true } }, 0),
    ];
    for (const { status, body } of answers) expect([status, body]).toEqual([wanted, refusal]);
    expect(await anns.ask('sendMessage', { recipientId: other(), text: 'x' })).toEqual(refusal);
  });

  it('R2-3.2 refuses a cursor of another conversation', async () => {
    const [cat, dan] = await registerTwo();
    const { body } = await send(cat, { recipientId: dan.id, text: 'theirs' });
    expect((await historyOf(ann, ben.id, `?before=${body._id}`)).status).toBe(404);
    expect((await historyOf(ann, ben.id, `?before=${strangerId}`)).status).toBe(404);
  });

  it.each([
    ['nope', {}],
    ['toString', {}],
    ['__proto__', {}],
    ['sendMessage', 'text'],
    ['sendMessage', [1]],
    ['typing', {}],
    ['stopTyping', { recipientId: 5 }],
  ])('R2-4.2: the event %s with %j is an error, and the socket lives on (A-R2-11)', async (event, data) => {
    const before = anns.heard('error').length;
    anns.send(event, data);
    expect(await anns.ask('sendMessage', { recipientId: ben.id, text: 'still there' })).toMatchObject({ success: true });
    expect(anns.heard('error').slice(before)).toEqual([refusal]);
  });

  it('R2-5 a body over 1 MiB is 400; a packet over 1 MiB ends its connection, and no other (A-00-06)', async () => {
    const { status, body } = await send(ann, { recipientId: ben.id, text: 'x'.repeat(1_100_000) });
    expect([status, body]).toEqual([400, refusal]);
    const flood = await connect(ann, 0);
    const gone = new Promise((resolve) => flood.socket.once('disconnect', resolve));
    flood.send('sendMessage', { recipientId: ben.id, text: 'x'.repeat(1_100_000) });
    await gone;
    expect(await anns.ask('sendMessage', { recipientId: ben.id, text: 'calm' })).toMatchObject({ success: true });
  });
});
