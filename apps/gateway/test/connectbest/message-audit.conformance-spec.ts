import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeAdmin } from './admin.harness.js';
import { anyInstant, call, expectRefusal, messageOf, openChannel, register, send, type Person } from './connectbest.harness.js';

describe('messages for audit', () => {
  let admin: Person;
  let ann: Person;
  let ben: Person;
  beforeAll(async () => {
    [admin, ann, ben] = await Promise.all([makeAdmin(), register('ann'), register('ben')]);
  });

  const audit = ({ token }: Person, id: string) => call('GET', `/api/admin/messages/${id}`, { token });

  it('CB-4.4 Delete Message preserves the message and its edits for admins, who read it by its id (A-CB-37)', async () => {
    const channel = await openChannel(ann, [ben]);
    const { id, createdAt } = await send(ben, channel.id, 'first');
    const path = `/api/chat/channels/${channel.id}/messages/${id}`;
    const kept = { message: { ...messageOf(ben, channel.id, 'first'), id }, revisions: [], deletedAt: null, deletedBy: null };
    expect(await audit(admin, id)).toMatchObject({ status: 200, body: kept });
    await call('PUT', path, { token: ben.token, body: { content: 'second' } });
    await call('DELETE', path, { token: ann.token });
    const { status, body } = await audit(admin, id);
    expect([status, body]).toEqual([
      200,
      {
        message: { ...messageOf(ben, channel.id, 'second'), id, isEdited: true, editedAt: anyInstant },
        revisions: [{ content: 'first', writtenAt: createdAt }],
        deletedAt: anyInstant,
        deletedBy: ann.id,
      },
    ]);
    await call('DELETE', `/api/chat/channels/${channel.id}`, { token: ann.token });
    expect((await audit(admin, id)).body).toEqual(body);
  });

  it('CB-4.4 refuses the audit to everybody else, the author included (A-CB-37)', async () => {
    const channel = await openChannel(ann, [ben]);
    const { id } = await send(ben, channel.id, 'mine');
    for (const one of [ann, ben]) expectRefusal(await audit(one, id), 403, 'ADMIN_REQUIRED');
    for (const none of ['garbage', channel.id]) expectRefusal(await audit(admin, none), 404, 'MESSAGE_NOT_FOUND');
    expectRefusal(await call('GET', `/api/admin/messages/${id}`, {}), 401, 'TOKEN_MISSING');
  });
});
