import { beforeAll, describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { historyOf, iso, objectId, register, registerTwo, send, strangerId, type Person } from './reals2chat.harness.js';

let ann: Person;
let ben: Person;

const textsOf = (body: { readonly messages: readonly { readonly text: string }[] }): readonly string[] => body.messages.map(({ text }) => text);

beforeAll(async () => {
  [ann, ben] = await registerTwo();
  for (const [from, to, text] of [
    [ann, ben, 'one'],
    [ben, ann, 'two'],
    [ann, ben, 'three'],
  ] as const) {
    await send(from, { recipientId: to.id, text });
  }
});

describe('R2-3.2 Get Message History', () => {
  it('R2-3.2 Get Message History shows both users the same, oldest first', async () => {
    const { status, body } = await historyOf(ann, ben.id);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['success', 'messages']);
    expect(body.success).toBe(true);
    expect(textsOf(body)).toEqual(['one', 'two', 'three']);
    expect(body.messages[1]).toEqual({
      _id: expect.stringMatching(objectId),
      conversationId: body.messages[0].conversationId,
      senderId: ben.id,
      recipientId: ann.id,
      text: 'two',
      createdAt: expect.stringMatching(iso),
      status: expect.stringMatching(/^(sent|delivered|read)$/),
    });
    expect(textsOf((await historyOf(ben, ann.id)).body)).toEqual(['one', 'two', 'three']);
  });

  it('R2-3.2 Get Message History is paged backwards by limit and before (extension)', async () => {
    const newest = (await historyOf(ann, ben.id, '?limit=2')).body;
    expect(textsOf(newest)).toEqual(['two', 'three']);
    expect(textsOf((await historyOf(ann, ben.id, `?limit=2&before=${newest.messages[0]._id}`)).body)).toEqual(['one']);
    expect(textsOf((await historyOf(ann, ben.id, '?limit=100000')).body)).toHaveLength(3);
  });

  it('R2-3.2 Get Message History of people who never wrote to each other is empty', async () => {
    const stranger = await register('cleo');
    expect(await historyOf(ann, stranger.id)).toMatchObject({ status: 200, body: { success: true, messages: [] } });
  });

  it('R2-3.2 Get Message History shows nobody the messages of others', async () => {
    const stranger = await register('dora');
    expect((await historyOf(stranger, ann.id)).body.messages).toEqual([]);
  });

  it('R2-3.2 Get Message History answers 404 for an unknown user and 400 for a malformed id, oneself or a bad page', async () => {
    expect(await historyOf(ann, strangerId)).toMatchObject({ status: 404, body: { success: false, message: 'User not found' } });
    for (const [id, query] of [
      ['not-an-id', ''],
      [ann.id, ''],
      [ben.id, '?limit=0'],
      [ben.id, '?limit=many'],
      [ben.id, '?before=yesterday'],
    ] as const) {
      const { status, body } = await historyOf(ann, id, query);
      expect([id, query, status]).toEqual([id, query, 400]);
      expect(body).toEqual({ success: false, message: expect.any(String) });
    }
    expect((await historyOf(ann, ben.id, `?before=${strangerId}`)).status).toBe(404);
  });

  it('R2-3.2 Get Message History needs a token and the right method', async () => {
    expect(await http('GET', `/api/messages/${ben.id}`, {}, 0)).toMatchObject({ status: 401, body: { success: false, message: 'Unauthorized' } });
    const wrong = await http('DELETE', `/api/messages/${ben.id}`, { token: ann.token }, 0);
    expect(wrong).toMatchObject({ status: 405, body: { success: false, message: 'Method not allowed' } });
    expect(wrong.headers.get('allow')).toContain('GET');
    expect(await http('GET', '/api/messages', { token: ann.token }, 0)).toMatchObject({
      status: 404,
      body: { success: false, message: 'Not found' },
    });
  });
});
