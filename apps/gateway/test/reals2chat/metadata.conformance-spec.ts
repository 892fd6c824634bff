import { describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { register, type Person } from './reals2chat.harness.js';

const path = ({ id }: Pick<Person, 'id'>) => `/api/conversations/${id}/metadata`;
const change = ({ token }: Person, other: Pick<Person, 'id'>, body: object) => http('PUT', path(other), { token, body }, 0);

describe('conversation metadata', () => {
  it('R2-3.4 Update Conversation Metadata changes what is given and answers the whole object, bare and under its name', async () => {
    const [jane, john] = await Promise.all([register('jane'), register('john')]);
    const { status, body } = await change(jane, john, { isPinned: true, customRingtone: 'https://a.example/ring.mp3' });
    expect(status).toBe(200);
    const metadata = {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      userId: expect.stringMatching(/^[0-9a-f]{24}$/),
      otherUserId: expect.stringMatching(/^[0-9a-f]{24}$/),
      isPinned: true,
      isBlocked: false,
      customRingtone: 'https://a.example/ring.mp3',
      isFavorite: false,
    };
    expect(body).toEqual({ success: true, ...metadata, metadata });
    const after = (await change(jane, john, { isFavorite: true, customRingtone: null })).body.metadata;
    expect(after).toEqual({ ...body.metadata, isFavorite: true, customRingtone: null });
    expect((await http('GET', path(john), { token: jane.token }, 1)).body.metadata).toEqual(after);
    expect((await http('GET', path(jane), { token: john.token }, 1)).body.metadata).toMatchObject({ _id: null, isPinned: false, isFavorite: false });
  });

  it('R2-3.4 isBlocked blocks and unblocks: nothing is sent meanwhile (C31)', async () => {
    const [jane, john] = await Promise.all([register('jane'), register('john')]);
    const send = () => http('POST', '/api/messages/send', { token: john.token, body: { recipientId: jane.id, text: 'hello' } }, 0);
    expect((await change(jane, john, { isBlocked: true })).body.metadata.isBlocked).toBe(true);
    expect((await send()).status).toBe(403);
    expect((await change(jane, john, { isBlocked: false })).body.metadata.isBlocked).toBe(false);
    expect((await send()).status).toBe(201);
  });

  it.each(['ringtone_7', 'sounds/bell:2.mp3', 'HTTPS://a.example/r.mp3', ''])('R2-3.4 takes %j for a ringtone', async (customRingtone) => {
    const [jane, john] = [await register('jane'), await register('john')];
    expect((await change(jane, john, { customRingtone })).body.metadata).toMatchObject({ customRingtone });
  });

  it.each(['javascript:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'R2-3.4 refuses %j for a ringtone, which a client may put into a page',
    async (customRingtone) => {
      const [jane, john] = [await register('jane'), await register('john')];
      expect((await change(jane, john, { customRingtone })).status).toBe(400);
    },
  );

  it('R2-3.4 refuses oneself, nobody, malformed ids and bodies', async () => {
    const jane = await register('jane');
    expect((await change(jane, jane, { isPinned: true })).status).toBe(400);
    expect((await change(jane, { id: '65a0000000000000000000aa' }, { isPinned: true })).status).toBe(404);
    expect((await change(jane, { id: 'garbage' }, { isPinned: true })).status).toBe(400);
    const john = await register('john');
    for (const body of [{ isPinned: 'yes' }, { isBlocked: null }, { customRingtone: 5 }, { customRingtone: 'x'.repeat(2_049) }])
      expect((await change(jane, john, body)).status).toBe(400);
    expect((await http('PUT', path(john), { body: {} }, 0)).status).toBe(401);
  });
});
