import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http } from '@parley/testing';
import { findings, keptFiles, redisEntries, rowsOfAllSchemas, streamedMessages } from './evidence.harness.js';
import { adminToken } from './sessions.harness.js';
import { liveWhole, type WholeLife } from './whole-life.harness.js';

describe('CB-8.5, C80: what is left of somebody who was deleted', () => {
  let life: WholeLife;
  beforeAll(async () => {
    life = await liveWhole();
    // The search must be able to find him before it may be believed that it does not.
    const before = findings(life.traces, await rowsOfAllSchemas());
    for (const place of ['auth.account', 'user.profile', 'messaging.user_mirror', 'notification.delivery']) expect(before.join()).toContain(place);
    const { status } = await http('DELETE', `/api/admin/users/${life.id.replace('usr_', '')}`, { token: await adminToken() }, 0);
    expect(status).toBe(200);
  }, 60_000);

  it(
    'no name, address, number or picture in any schema',
    () => eventually(async () => expect(findings(life.traces, await rowsOfAllSchemas())).toEqual([]), 10_000),
    20_000,
  );
  it('none in Redis', () => eventually(async () => expect(findings(life.traces, await redisEntries())).toEqual([]), 5_000));
  it('none in the streams', () => eventually(async () => expect(findings(life.traces, await streamedMessages())).toEqual([]), 5_000));

  it('none in a file that the fleet keeps, logs included', async () => {
    expect(findings(life.traces, await keptFiles())).toEqual([]);
  });

  it('the friend still reads both conversations, his words under "Deleted user"', async () => {
    for (const { id, texts } of Object.values(life.rooms)) {
      const { status, body } = await http('GET', `/v1/conversations/${id}/messages`, { token: life.friend.token }, 1);
      const read = body.data.messages.map(({ content_encrypted }: { readonly content_encrypted: string }) =>
        Buffer.from(content_encrypted, 'base64').toString(),
      );
      expect([status, read]).toEqual([200, expect.arrayContaining([...texts])]);
      const channel = await http('GET', `/api/chat/channels/${id}/messages`, { token: life.friend.token }, 0);
      expect(channel.body.messages.map(({ user }: { readonly user: { readonly name: string } }) => user.name)).toContain('Deleted user');
      expect(findings(life.traces, [{ where: 'the answer', text: JSON.stringify([body, channel.body]) }])).toEqual([]);
    }
  });
});
