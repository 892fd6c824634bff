import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http } from '@parley/testing';
import { fetchFile } from '../files/uploads.harness.js';
import { filesIn, findings, keptFiles, redisEntries, rowsOfAllSchemas, streamedMessages } from './evidence.harness.js';
import { adminToken } from './sessions.harness.js';
import { storedDigests } from './stored-files.harness.js';
import { liveWhole, type WholeLife } from './whole-life.harness.js';

describe('CB-8.5, C80: what is left of somebody who was deleted', () => {
  let life: WholeLife;
  beforeAll(async () => {
    life = await liveWhole();
    // The search must be able to find him before it may be believed that it does not.
    const before = findings(life.traces, await rowsOfAllSchemas());
    for (const place of ['auth.account', 'auth.auth_attempt', 'user.profile', 'messaging.user_mirror', 'notification.delivery', 'file.file'])
      expect(before.join()).toContain(place);
    expect(findings(life.traces, await filesIn('outbox')).join()).toContain('email in outbox');
    const stored = findings(life.traces, await storedDigests());
    expect(stored).toEqual(expect.arrayContaining(['bytes 0 of the avatar in the store', 'bytes 1 of a draft in the store']));
    const { status } = await http('DELETE', `/api/admin/users/${life.id.replace('usr_', '')}`, { token: await adminToken() }, 0);
    expect(status).toBe(200);
  }, 90_000);

  it(
    'no name, address, number or picture in any schema',
    () => eventually(async () => expect(findings(life.traces, await rowsOfAllSchemas())).toEqual([]), 10_000),
    20_000,
  );
  it('none in Redis', () => eventually(async () => expect(findings(life.traces, await redisEntries())).toEqual([]), 5_000));
  it('none in the streams', () => eventually(async () => expect(findings(life.traces, await streamedMessages())).toEqual([]), 5_000));

  it('none in a file that the fleet keeps, logs and letters that nobody fetched included', () =>
    eventually(async () => expect(findings(life.traces, await keptFiles())).toEqual([]), 5_000));

  it('no picture in the store of files, whole or small; no address leads to one', async () => {
    await eventually(async () => expect(findings(life.traces, await storedDigests())).toEqual([]), 5_000);
    expect(life.pictures.length).toBe(4);
    for (const url of life.pictures) expect([url, (await fetchFile(url, {})).status]).toEqual([url, 404]);
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
