import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { http } from '@parley/testing';
import { openDirect, register } from '../files/uploads.harness.js';
import { pidOf } from './fleet-process.harness.js';

const others = ['auth', 'user', 'notification', 'file', 'ai', 'call-signaling'];

/** A frozen process is worse than a dead one: its connections stand, what it is asked is swallowed. */
describe('while every service but messaging stands still', () => {
  let me: Awaited<ReturnType<typeof register>>;
  let conversationId: string;
  let frozen: readonly number[] = [];

  beforeAll(async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    me = ann;
    conversationId = await openDirect(ann, ben);
    // Each gateway has the key that tokens are verified with, as any has that has served somebody.
    for (const gateway of [0, 1]) await http('GET', '/api/chat/channels', { token: me.token }, gateway);
    frozen = await Promise.all(others.map(pidOf));
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  }, 30_000);

  afterAll(() => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
  });

  it('who has a valid token sends, reads and edits over both gateways, without waiting for any of them', async () => {
    const begun = Date.now();
    for (const gateway of [0, 1]) {
      const channel = `/api/chat/channels/${conversationId}/messages`;
      const sent = await http('POST', `${channel}/send`, { token: me.token, body: { content: `over ${gateway}` } }, gateway);
      expect(sent.status).toBe(201);
      const edited = await http('PUT', `${channel}/${sent.body.message.id}`, { token: me.token, body: { content: `edited ${gateway}` } }, gateway);
      expect(edited.status).toBe(200);
      const history = await http('GET', `${channel}?limit=1`, { token: me.token }, gateway);
      expect(history.body.messages).toMatchObject([{ content: `edited ${gateway}` }]);
      expect((await http('GET', '/api/chat/channels', { token: me.token }, gateway)).status).toBe(200);
    }
    expect(Date.now() - begun).toBeLessThan(4_000);
  });
});
