import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, IoClient, uniqueName, WsClient } from '@parley/testing';
import { call, closeSockets, openChannel, openDm, openIo, openWs, register, send, settled, type Person } from './connectbest.harness.js';

let ann: Person;
let ben: Person;

// New sessions for each test: a socket that is still closing would silence the next one (C04).
beforeEach(async () => {
  [ann, ben] = await Promise.all([register('ann'), register('ben')]);
});

afterEach(closeSockets);

describe('CB-12-s2c-message:new', () => {
  it.each([
    ['/ws', openWs],
    ['/ws/messages', openWs],
    ['/ws as a Socket.IO namespace', openIo],
    ['/ws/messages as a Socket.IO namespace', openIo],
  ])('CB-12-s2c-message:new reaches every member on %s of both gateways, the sender too', async (title, open) => {
    const path = title.split(' ')[0] ?? '';
    const channel = await openChannel(ann, [ben]);
    const sockets = await Promise.all([open(path, ann, 0), open(path, ben, 0), open(path, ben, 1)]);
    const dm = await openDm(ann, ben);
    for (const { id } of [channel, dm]) {
      const message = await send(ann, id, uniqueName('m'));
      for (const socket of sockets) {
        const heard = await socket.next('message:new', (data) => data.id === message.id);
        expect(heard).toEqual({ ...message, seq: expect.any(Number) });
      }
    }
    for (const socket of sockets) {
      await settled(socket);
      expect(socket.heard('message:new')).toHaveLength(2);
    }
  });

  it('CB-12-s2c-message:new reaches sockets that were open before the channel was, and numbers messages without gaps', async () => {
    const socket = await openWs('/ws/messages', ben, 1);
    const channel = await openChannel(ann, [ben]);
    const created = await socket.next('message:new', (data) => data.channelId === channel.id);
    expect(created).toMatchObject({ content: 'Channel created', type: 'system', userId: ann.id });
    const seqs: number[] = [];
    for (const content of ['a', 'b', 'c']) {
      await send(ann, channel.id, content);
      seqs.push((await socket.next('message:new', (data) => data.channelId === channel.id && data.content === content)).seq);
    }
    expect(seqs).toEqual([seqs[0], (seqs[0] ?? 0) + 1, (seqs[0] ?? 0) + 2]);
  });

  it('CB-12-s2c-message:new reaches neither strangers nor the other namespaces', async () => {
    const eve = await register('eve');
    const channel = await openChannel(ann, [ben]);
    const deaf = await Promise.all([
      openWs('/ws', eve, 0),
      openWs('/ws/messages', eve, 1),
      ...['call', 'typing', 'presence', 'notifications'].flatMap((group) => [openWs(`/ws/${group}`, ben, 0), openIo(`/ws/${group}`, ben, 0)]),
    ]);
    const witness = await openWs('/ws/messages', ben, 0);
    const message = await send(ann, channel.id, 'secret');
    await witness.next('message:new', (data) => data.id === message.id);
    for (const socket of deaf) {
      await settled(socket);
      expect(socket.heard('message:new')).toEqual([]);
    }
  });

  it('CB-12-s2c-message:new carries parentMessageId for a thread reply (A-CB-59)', async () => {
    const channel = await openChannel(ann, [ben]);
    const root = await send(ann, channel.id, 'root');
    const socket = await openWs('/ws', ben, 1);
    await call('POST', `/api/chat/channels/${channel.id}/messages/send`, {
      token: ann.token,
      body: { content: 'reply', parentMessageId: root.id },
    });
    expect(await socket.next('message:new', (data) => data.content === 'reply')).toMatchObject({ parentMessageId: root.id });
  });
});

describe('sockets', () => {
  it('refuse a missing or bad token with 401 before the upgrade (C10)', async () => {
    for (const path of ['/ws', '/ws/call', '/ws/typing', '/ws/presence', '/ws/messages', '/ws/notifications']) {
      for (const query of ['', '?token=', '?token=garbage']) await expect(WsClient.open(path + query, 'event', 0, {})).rejects.toThrow('401');
    }
    await expect(WsClient.open(`/ws/nothing?token=${ann.token}`, 'event', 0, {})).rejects.toThrow('404');
  });

  it('take the token from the header, too, and refuse a foreign Origin with 403', async () => {
    const socket = await WsClient.open('/ws', 'event', 0, { authorization: `Bearer ${ann.token}` });
    (await settled(socket)).close();
    await expect(WsClient.open(`/ws?token=${ann.token}`, 'event', 0, { origin: 'https://evil.example' })).rejects.toThrow('403');
  });

  it('refuse a Socket.IO handshake with a bad token', async () => {
    for (const query of [{}, { token: 'garbage' }]) await expect(IoClient.open('/ws/messages', query as never, 0)).rejects.toThrow('Unauthorized');
  });

  it('answer what they do not understand with an error event and stay open (A-CB-58)', async () => {
    const socket = await openWs('/ws', ann, 0);
    for (const text of ['not json', '[]', 'null', '{"data":{}}', '{"event":7}']) {
      socket.sendRaw(text);
      expect(await socket.next('error')).toEqual({ code: 'BODY_MALFORMED', message: expect.any(String) });
    }
    socket.send('no:such', {});
    expect(await socket.next('error')).toEqual({ code: 'INPUT_INVALID', message: expect.stringContaining('no:such') });
    const dm = await openDm(ann, ben);
    await send(ben, dm.id, 'still there?');
    await eventually(() => expect(socket.heard('message:new').at(-1)).toMatchObject({ content: 'still there?' }), 5_000);
  });
});
