import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, type Json } from '@parley/testing';
import { call, closeSockets, openChannel, openWs, register } from '../connectbest/connectbest.harness.js';
import { pidOf } from './fleet-process.harness.js';

const count = 40;

afterEach(closeSockets);

describe('messages that wait while messaging is killed', () => {
  it('CB-7.5.1 are sent once each, those due meanwhile when it is back', async () => {
    const [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    const channel = await openChannel(ann, [ben]);
    const ears = await openWs('/ws/messages', ben, 1);
    const first = Date.now() + 3_000;
    // One every 50 ms: some before, some while it is away, some after.
    const contents = Array.from({ length: count }, (_, n) => `due ${n}`);
    const schedule = (content: string, n: number) => {
      const body = { channelId: channel.id as string, content, scheduledFor: new Date(first + n * 50).toISOString() };
      return call('POST', '/api/scheduled-messages', { token: ann.token, body });
    };
    expect((await Promise.all(contents.map(schedule))).map(({ status }) => status)).toEqual(contents.map(() => 201));
    await ears.next('message:new');
    const killed = await pidOf('messaging');
    process.kill(killed, 'SIGKILL');
    await eventually(async () => expect(await pidOf('messaging')).not.toBe(killed), 20_000);

    const path = `/api/chat/channels/${channel.id as string}/messages?limit=100`;
    const texts = async (): Promise<readonly string[]> =>
      ((await call('GET', path, { token: ben.token })).body.messages as Json[])
        .map(({ content }) => content as string)
        .filter((content) => content.startsWith('due '))
        .sort();
    await eventually(async () => expect(await texts()).toEqual([...contents].sort()), 30_000);
    const { body } = await call('GET', '/api/scheduled-messages', { token: ann.token });
    expect((body.messages as Json[]).map(({ status }) => status as string)).toEqual(contents.map(() => 'sent'));
  }, 60_000);
});
