import { beforeAll, describe, expect, it } from '@jest/globals';
import { anyInstant, anyUuid, call, expectRefusal, messageOf, openDm, register, send, type Person } from './connectbest.harness.js';

let ann: Person;
let ben: Person;
const seen = (person: Person) => ({
  userId: person.id,
  name: person.name,
  avatar: null,
  status: expect.stringMatching(/^(online|away|busy|inmeeting|offline)$/),
});

beforeAll(async () => {
  [ann, ben] = await Promise.all([register('ann'), register('ben')]);
});

describe('direct messages', () => {
  it('CB-10.1 Create/Get DM Channel makes one DM of two people and returns it ever after', async () => {
    const { status, body } = await call('POST', '/api/dms', { token: ann.token, body: { userId: ben.id } });
    expect(status).toBe(200);
    expect(body).toEqual({
      dm: { id: anyUuid, participants: expect.any(Array), lastMessage: null, unreadCount: 0, createdAt: anyInstant },
    });
    expect(body.dm.participants).toHaveLength(2);
    expect(body.dm.participants).toEqual(expect.arrayContaining([seen(ann), seen(ben)]));

    await send(ann, body.dm.id, 'hi');
    const again = await openDm(ben, ann);
    expect(again).toEqual({ ...body.dm, lastMessage: messageOf(ann, body.dm.id, 'hi'), unreadCount: 1, participants: expect.any(Array) });
  });

  it('CB-10.1 makes one DM when both open it at once', async () => {
    const [one, other] = await Promise.all([register('one'), register('other')]);
    const dms = await Promise.all([openDm(one, other), openDm(other, one), openDm(one, other), openDm(other, one)]);
    expect(new Set(dms.map(({ id }) => id)).size).toBe(1);
  });

  it('CB-10.1 refuses oneself with 400, nobody with 404 and no id with 400', async () => {
    const open = (body: object) => call('POST', '/api/dms', { token: ann.token, body });
    expectRefusal(await open({ userId: ann.id }), 400, 'SELF_TARGETED');
    for (const userId of ['00000000-0000-4000-a7c1-e55000000000', 'garbage']) expectRefusal(await open({ userId }), 404, 'USER_NOT_FOUND');
    for (const body of [{}, { userId: 7 }]) expectRefusal(await open(body), 400, 'INPUT_INVALID');
    expectRefusal(await call('POST', '/api/dms', { body: { userId: ben.id } }), 401, 'TOKEN_MISSING');
  });

  it('CB-10.2 List DM Channels shows the other person, latest activity first', async () => {
    const [me, first, second] = await Promise.all([register('me'), register('first'), register('second')]);
    const [one, two] = [await openDm(me, first), await openDm(second, me)];
    await send(first, one.id, 'newer');
    const { status, body } = await call('GET', '/api/dms', { token: me.token });
    expect(status).toBe(200);
    expect(body).toEqual({
      dms: [
        { id: one.id, participant: seen(first), lastMessage: messageOf(first, one.id, 'newer'), unreadCount: 1, createdAt: one.createdAt },
        { id: two.id, participant: seen(second), lastMessage: null, unreadCount: 0, createdAt: two.createdAt },
      ],
    });
    expectRefusal(await call('GET', '/api/dms', {}), 401, 'TOKEN_MISSING');
  });
});
