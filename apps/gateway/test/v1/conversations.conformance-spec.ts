import { beforeAll, describe, expect, it } from '@jest/globals';
import { call, errorBody, makeGroup, makePerson, openDirect, sendText, type Person } from './v1.harness.js';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const brief = ({ id, username, fullName }: Person) => ({ user_id: id, username, full_name: fullName });
const unknownId = 'usr_65a0000000000000000000aa';

describe('V1 conversations', () => {
  let john: Person;
  let jane: Person;
  let jack: Person;
  beforeAll(async () => {
    [john, jane, jack] = await Promise.all([makePerson('john'), makePerson('jane'), makePerson('jack')]);
  });

  const create = (body: unknown) => call(john, 'POST', '/v1/conversations', body);

  it('V1-3.2 Create Conversation opens the one direct conversation of a pair, whoever asks', async () => {
    const { status, body } = await create({ type: 'direct', participant_id: jane.id });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        conversation_id: expect.stringMatching(/^conv_[0-9a-f]{24}$/),
        type: 'direct',
        name: jane.fullName,
        participants: [brief(jane)],
        created_at: time,
      },
    });
    expect((await create({ type: 'direct', participant_id: jane.id })).body).toEqual(body);
    expect(await openDirect(jane, john)).toBe(body.data.conversation_id);
  });

  it('V1-3.2 Create Conversation makes a group', async () => {
    const avatar_url = 'https://cdn.example.com/group.jpg';
    const { status, body } = await create({
      type: 'group',
      name: ' Project Team ',
      participant_ids: [jane.id, jack.id, john.id, jane.id],
      avatar_url,
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        conversation_id: expect.stringMatching(/^conv_[0-9a-f]{24}$/),
        type: 'group',
        name: 'Project Team',
        participants: expect.any(Array),
        created_at: time,
      },
    });
    expect(body.data.participants).toHaveLength(3);
    expect(body.data.participants).toEqual(expect.arrayContaining([brief(john), brief(jane), brief(jack)]));
    const { data } = (await call(jack, 'GET', '/v1/conversations')).body;
    const identity = { conversation_id: body.data.conversation_id, type: 'group', name: 'Project Team', avatar_url };
    expect(data.conversations[0]).toMatchObject({ ...identity, last_message: null });
  });

  it.each([
    ['type', { type: 'channel' }],
    ['participant_id', { type: 'direct' }],
    ['name', { type: 'group', participant_ids: [unknownId] }],
    ['name', { type: 'group', name: 'n'.repeat(101), participant_ids: [unknownId] }],
    ['participant_ids', { type: 'group', name: 'Empty', participant_ids: [] }],
    ['avatar_url', { type: 'group', name: 'Team', participant_ids: [unknownId], avatar_url: 'javascript:alert(1)' }],
  ])('V1-3.2 Create Conversation refuses a bad %s with 400: %j', async (field, wanted) => {
    const { status, body } = await create(wanted);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody('VALIDATION_ERROR', { [field]: expect.any(String) }));
  });

  it('V1-3.2 Create Conversation refuses oneself with 400, and strangers and non-ids with 404', async () => {
    expect((await create({ type: 'direct', participant_id: john.id })).status).toBe(400);
    expect((await create({ type: 'group', name: 'Alone', participant_ids: [john.id] })).status).toBe(400);
    for (const id of [unknownId, 'usr_1234567890']) {
      const direct = await create({ type: 'direct', participant_id: id });
      const group = await create({ type: 'group', name: 'Strangers', participant_ids: [jane.id, id] });
      expect([direct.status, group.status]).toEqual([404, 404]);
      expect(direct.body).toEqual(errorBody('NOT_FOUND', {}));
      expect(group.body).toEqual(errorBody('NOT_FOUND', {}));
    }
  });

  it('V1-3.1 Get Conversations shows a direct conversation with its last message and what is unread', async () => {
    const kate = await makePerson('kate');
    const id = await openDirect(john, kate);
    const empty = (await call(kate, 'GET', '/v1/conversations')).body;
    expect(empty.data.conversations[0]).toMatchObject({ last_message: null, unread_count: 0 });
    await sendText(john, id, 'Hello!');
    const { message_id } = await sendText(john, id, 'How are you?');
    const { status, body } = await call(kate, 'GET', '/v1/conversations');
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      data: {
        conversations: [
          {
            conversation_id: id,
            type: 'direct',
            name: john.fullName,
            avatar_url: null,
            participants: [brief(john)],
            last_message: { message_id, sender_id: john.id, content: 'How are you?', message_type: 'text', timestamp: time, is_read: false },
            unread_count: 2,
            is_pinned: false,
            is_muted: false,
            updated_at: time,
          },
        ],
        total: 1,
      },
      pagination: { limit: 50, offset: 0, total: 1, has_next: false, has_prev: false },
    });
  });

  it('V1-3.1 Get Conversations is paged, latest activity first', async () => {
    const kim = await makePerson('kim');
    const first = await makeGroup(kim, 'First', [john]);
    const second = await makeGroup(kim, 'Second', [john]);
    await sendText(kim, first, 'now I am the latest');
    const page = async (query: string) => (await call(kim, 'GET', `/v1/conversations?${query}`)).body;
    const idsOf = (body: { readonly data: { readonly conversations: readonly { readonly conversation_id: string }[] } }) =>
      body.data.conversations.map(({ conversation_id }) => conversation_id);
    const front = await page('limit=1&offset=0');
    const back = await page('limit=1&offset=1');
    expect([idsOf(front), idsOf(back)]).toEqual([[first], [second]]);
    expect(front.pagination).toEqual({ limit: 1, offset: 0, total: 2, has_next: true, has_prev: false });
    expect(back.pagination).toEqual({ limit: 1, offset: 1, total: 2, has_next: false, has_prev: true });
    expect((await page('limit=5000')).pagination.limit).toBe(100);
    for (const query of ['limit=0', 'limit=all', 'offset=-1']) {
      expect(await page(query)).toEqual(errorBody('VALIDATION_ERROR', { [query.split('=')[0] as string]: expect.any(String) }));
    }
  });

  it('V1-3.1 Get Conversations needs a token', async () => {
    for (const token of ['', 'garbage', 'a.b.c', `${john.token}x`]) {
      const { status, body } = await call({ ...john, token }, 'GET', '/v1/conversations');
      expect(status).toBe(401);
      expect(body).toEqual(errorBody('AUTHENTICATION_FAILED', {}));
    }
  });
});
