import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, sendHtml, WebServer, type Json } from '@parley/testing';
import { call, closeSockets, openChannel, openWs, register, send, type Person } from './connectbest.harness.js';

/** The fleet under test may ask this address of the machine, and no other. */
const outside = '127.0.0.9';
const head = `<meta property="og:title" content="A &lt;b&gt;title&lt;/b&gt;"><meta property="og:description" content="Said">
  <meta property="og:image" content="/pic.png">`;

describe('link previews', () => {
  let web: WebServer;
  let canary: WebServer;
  let ann: Person;
  let ben: Person;
  let channel: Json;

  beforeAll(async () => {
    web = await WebServer.open(outside, 0, (_request, response) => sendHtml(response, head));
    canary = await WebServer.open('127.0.0.1', 0, (_request, response) => sendHtml(response, head));
    [ann, ben] = await Promise.all([register('ann'), register('ben')]);
    channel = await openChannel(ann, [ben]);
  });
  afterEach(closeSockets);
  afterAll(() => Promise.all([web.close(), canary.close()]));

  const first = async (): Promise<Json> =>
    (await call('GET', `/api/chat/channels/${channel.id}/messages?limit=1`, { token: ben.token })).body.messages[0];

  it('CB-4.2 Send Message generates link previews, and CB-12-s2c-message:updated brings them (A-CB-34)', async () => {
    const socket = await openWs('/ws/messages', ben, 1);
    const url = web.url('/article');
    const sent = await send(ann, channel.id, `Read ${url}, please`);
    expect(sent.linkPreview).toBeNull();
    const linkPreview = { url, title: 'A title', description: 'Said', image: web.url('/pic.png') };
    const heard = await socket.next('message:updated', ({ id }) => id === sent.id);
    expect(heard).toEqual({ ...sent, linkPreview, seq: expect.any(Number) });
    expect(await first()).toEqual({ ...sent, linkPreview });
    expect((await send(ann, channel.id, url)).linkPreview).toEqual(linkPreview);
    expect(web.hits).toEqual(['/article']);
  });

  it.each(['127.0.0.1', 'localhost', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '[::ffff:127.0.0.1]', 'localhost.', `${outside}@127.0.0.1`])(
    'CB-4.2 asks no address inside for a preview: %s',
    async (host) => {
      const sent = await send(ann, channel.id, `http://${host}:${canary.port}/`);
      // What is sent after it is previewed after it.
      const marker = await send(ann, channel.id, web.url(`/after-${encodeURIComponent(host)}`));
      await eventually(async () => expect((await first()).linkPreview).not.toBeNull(), 10_000);
      expect((await first()).id).toBe(marker.id);
      const { messages } = (await call('GET', `/api/chat/channels/${channel.id}/messages?limit=2`, { token: ann.token })).body;
      expect(messages[1]).toMatchObject({ id: sent.id, linkPreview: null });
      expect(canary.hits).toEqual([]);
    },
  );
});
