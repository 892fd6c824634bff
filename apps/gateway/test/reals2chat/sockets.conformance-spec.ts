import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { http, IoClient } from '@parley/testing';
import { connect, historyOf, iso, objectId, registerTwo, send, strangerId, type Person } from './reals2chat.harness.js';

let ann: Person;
let ben: Person;
const open: IoClient[] = [];

const opened = async (client: Promise<IoClient>): Promise<IoClient> => {
  const socket = await client;
  open.push(socket);
  return socket;
};

beforeAll(async () => {
  [ann, ben] = await registerTwo();
});

afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

describe('R2-4.1 Connection', () => {
  it.each(['/', '/api', '/api/'])('R2-4.1-c2s-connection takes the JWT in the query on %s', async (namespace) => {
    const socket = await opened(IoClient.open(namespace, { token: ben.token }, 1));
    const { body } = await send(ann, { recipientId: ben.id, text: `to ${namespace}` });
    expect(await socket.next('receiveMessage')).toMatchObject({ _id: body._id, text: `to ${namespace}` });
  });

  it.each([
    ['no token', {}],
    ['a garbage token', { token: 'garbage' }],
    ['a forged token', { token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' }],
  ])('R2-4.1-c2s-connection refuses %s with a connect_error "Unauthorized"', async (_case, query) => {
    await expect(IoClient.open('/', query as Record<string, string>, 0)).rejects.toThrow('Unauthorized');
    await expect(IoClient.open('/api', query as Record<string, string>, 0)).rejects.toThrow('Unauthorized');
  });
});

describe('R2-4.2 Events', () => {
  it('R2-4.2-c2s-sendMessage is acknowledged with the stored message', async () => {
    const socket = await opened(connect(ann, 0));
    const attachment = { type: 'file', url: 'https://example.com/a.pdf' };
    const reply = await socket.ask('sendMessage', { recipientId: ben.id, text: 'by socket', attachment });
    expect(reply).toEqual({
      success: true,
      message: {
        _id: expect.stringMatching(objectId),
        conversationId: expect.stringMatching(objectId),
        senderId: ann.id,
        recipientId: ben.id,
        text: 'by socket',
        attachment,
        createdAt: expect.stringMatching(iso),
        status: expect.stringMatching(/^(sent|delivered|read)$/),
      },
    });
    expect((await historyOf(ann, ben.id)).body.messages).toContainEqual(reply.message);
  });

  it('R2-4.2-c2s-sendMessage repeated with its client_id, here or over REST, gives the first message', async () => {
    const socket = await opened(connect(ann, 0));
    const first = await socket.ask('sendMessage', { recipientId: ben.id, text: 'once', client_id: 'c1' });
    expect(await socket.ask('sendMessage', { recipientId: ben.id, text: 'once', client_id: 'c1' })).toEqual(first);
    const overRest = await send(ann, { recipientId: ben.id, text: 'once', client_id: 'c1' });
    expect([overRest.status, overRest.body.message]).toEqual([201, first.message]);
  });

  it('R2-4.2-s2c-receiveMessage reaches the recipient on another gateway, and nobody else (A-R2-14)', async () => {
    const [receiver, sender, senderElsewhere] = await Promise.all([opened(connect(ben, 1)), opened(connect(ann, 0)), opened(connect(ann, 1))]);
    sender.send('sendMessage', { recipientId: ben.id, text: 'across' });
    const heard = await receiver.next('receiveMessage', ({ text }) => text === 'across');
    expect(heard).toEqual({
      _id: expect.stringMatching(objectId),
      conversationId: expect.stringMatching(objectId),
      senderId: ann.id,
      recipientId: ben.id,
      text: 'across',
      createdAt: expect.stringMatching(iso),
      status: expect.stringMatching(/^(sent|delivered|read)$/),
      seq: expect.any(Number),
    });
    // A later message back to ann proves that her sockets work and had their chance.
    await send(ben, { recipientId: ann.id, text: 'back' });
    await Promise.all([sender, senderElsewhere].map((socket) => socket.next('receiveMessage', ({ text }) => text === 'back')));
    for (const socket of [sender, senderElsewhere]) expect(socket.heard('receiveMessage').map(({ text }) => text)).toEqual(['back']);
    expect(receiver.heard('receiveMessage').filter(({ text }) => text === 'across')).toHaveLength(1);
  });

  it('R2-4.2-s2c-receiveMessage brings what is sent in another dialect; its ciphertext is a placeholder (C47)', async () => {
    const sid = JSON.parse(Buffer.from(ann.token.split('.')[1] ?? '', 'base64url').toString()).sid as string;
    const [receiver, umoc] = await Promise.all([opened(connect(ben, 1)), opened(IoClient.open('/', { sessionID: sid, token: ann.token }, 0))]);
    const toBen = { sessionID: sid, recipient_id: ben.id };
    await umoc.ask('send_message', { ...toBen, content: 'from elsewhere' });
    expect(await receiver.next('receiveMessage')).toMatchObject({ senderId: ann.id, recipientId: ben.id, text: 'from elsewhere' });
    await umoc.ask('send_message', { ...toBen, encrypted_content: 'c2VjcmV0' });
    expect(await receiver.next('receiveMessage')).toMatchObject({ text: '[Encrypted message]' });
    expect((await historyOf(ben, ann.id)).body.messages.at(-1)).toMatchObject({ text: '[Encrypted message]' });
  });

  it.each([
    ['no recipient', { text: 'x' }],
    ['a malformed recipient', { recipientId: 'ben', text: 'x' }],
    ['an unknown recipient', { recipientId: strangerId, text: 'x' }],
    ['nothing to say', {}],
    ['no object', 'text'],
  ])('R2-4.2-c2s-sendMessage refuses %s: in the acknowledgement, else as `error`; the socket stays open', async (_case, data) => {
    const socket = await opened(connect(ann, 0));
    const refusal = { success: false, message: expect.any(String) };
    expect(await socket.ask('sendMessage', data)).toEqual(refusal);
    expect(socket.heard('error')).toEqual([]);
    socket.send('sendMessage', data);
    expect(await socket.next('error')).toEqual(refusal);
    expect(await socket.ask('sendMessage', { recipientId: ben.id, text: 'still here' })).toMatchObject({ success: true });
  });

  it('R2-4.2-c2s-sendMessage: an unknown event is refused', async () => {
    const socket = await opened(connect(ann, 0));
    expect(await socket.ask('shout', {})).toEqual({ success: false, message: 'Unknown event' });
  });

  it('R2-4.1-c2s-connection ends with its session (C10)', async () => {
    const [leaver] = await registerTwo();
    const socket = await opened(connect(leaver, 1));
    const gone = new Promise((resolve) => socket.socket.once('disconnect', resolve));
    await http('POST', '/auth/logout', { token: leaver.token, body: {} }, 0);
    expect(await gone).toBe('io server disconnect');
    expect((await historyOf(leaver, ann.id)).status).toBe(401);
  });
});
