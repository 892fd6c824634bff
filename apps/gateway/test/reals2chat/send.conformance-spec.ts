import { beforeAll, describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { historyOf, iso, objectId, registerTwo, send, strangerId, type Person } from './reals2chat.harness.js';

let ann: Person;
let ben: Person;

beforeAll(async () => {
  [ann, ben] = await registerTwo();
});

describe('R2-3.3 Send a Message', () => {
  it('R2-3.3 Send a Message returns 201 with the message, bare and under its name, and stores it', async () => {
    const attachment = { type: 'image', url: 'https://example.com/image.jpg' };
    const { status, body } = await send(ann, { recipientId: ben.id, text: 'Hello there!', attachment });
    expect(status).toBe(201);
    const message = {
      _id: expect.stringMatching(objectId),
      conversationId: expect.stringMatching(objectId),
      senderId: ann.id,
      recipientId: ben.id,
      text: 'Hello there!',
      attachment,
      createdAt: expect.stringMatching(iso),
      status: expect.stringMatching(/^(sent|delivered|read)$/),
    };
    expect(body).toEqual({ success: true, ...message, message });
    expect(body.message._id).toBe(body._id);
    const history = await historyOf(ben, ann.id);
    expect(history.body.messages).toContainEqual({ ...message, _id: body._id });
  });

  it.each([
    ['video', 'http://example.com/a.mp4'],
    ['file', '/cdn/63b8c3b9e4b0e4b8c8e1b1a3/report.pdf'],
  ])('R2-3.3 Send a Message takes a %s without a text', async (type, url) => {
    const { status, body } = await send(ann, { recipientId: ben.id, attachment: { type, url } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ text: '', attachment: { type, url } });
  });

  it('R2-3.3 Send a Message has no key `attachment` when there is none (A-R2-18)', async () => {
    const { body } = await send(ann, { recipientId: ben.id, text: 'just text' });
    expect(body).not.toHaveProperty('attachment');
    expect(body.message).not.toHaveProperty('attachment');
  });

  it('R2-3.3 Send a Message repeated with its Idempotency-Key gives the first message', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const first = await send(ann, { recipientId: ben.id, text: 'once' }, headers);
    const second = await send(ann, { recipientId: ben.id, text: 'once' }, headers);
    expect(second).toMatchObject({ status: 201, body: first.body });
    const { body } = await historyOf(ann, ben.id);
    expect(body.messages.filter(({ text }: { readonly text: string }) => text === 'once')).toHaveLength(1);
  });

  it.each([
    ['nothing to say', {}],
    ['white space', { text: ' \n' }],
    ['a text that is no string', { text: 7 }],
    ['a long text', { text: 'x'.repeat(10_001) }],
    ['an unknown attachment type', { attachment: { type: 'audio', url: 'https://x.test/a' } }],
    ['a script for an URL', { attachment: { type: 'file', url: 'javascript:alert(1)' } }],
    ['an URL of no scheme', { attachment: { type: 'file', url: '//evil.test/a' } }],
    ['an attachment without an URL', { attachment: { type: 'file' } }],
    ['an attachment that is a list', { text: 'x', attachment: [] }],
  ])('R2-3.3 Send a Message refuses %s with 400 (A-R2-05)', async (_case, part) => {
    const { status, body } = await send(ann, { recipientId: ben.id, ...part });
    expect(status).toBe(400);
    expect(body).toEqual({ success: false, message: expect.any(String) });
  });

  it('R2-3.3 Send a Message refuses unknown, malformed, absent and own recipients', async () => {
    expect(await send(ann, { recipientId: strangerId, text: 'x' })).toMatchObject({
      status: 404,
      body: { success: false, message: 'User not found' },
    });
    expect((await send(ann, { recipientId: 'ben', text: 'x' })).status).toBe(400);
    expect((await send(ann, { text: 'x' })).status).toBe(400);
    expect((await send(ann, { recipientId: ann.id, text: 'x' })).status).toBe(400);
  });

  it('R2-3.3 Send a Message needs a valid token and a JSON body', async () => {
    const body = { recipientId: ben.id, text: 'x' };
    const path = '/api/messages/send';
    expect(await http('POST', path, { body }, 0)).toMatchObject({ status: 401, body: { success: false, message: 'Unauthorized' } });
    expect((await http('POST', path, { body, token: 'a.b.c' }, 0)).status).toBe(401);
    expect((await http('POST', path, { body, token: 'garbage' }, 0)).status).toBe(401);
    expect((await http('POST', path, { raw: '{"text":', token: ann.token }, 0)).body).toEqual({ success: false, message: expect.any(String) });
    expect((await http('POST', path, { raw: '[]', token: ann.token }, 0)).status).toBe(400);
    expect((await http('POST', path, { raw: 'x', token: ann.token, headers: { 'content-type': 'text/plain' } }, 0)).status).toBe(400);
  });
});
