import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, http, IoClient } from '@parley/testing';
import { connect, historyOf, objectId, register, registerTwo, send, strangerId, type Person } from './reals2chat.harness.js';

const sessionOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sid;

describe('Reals2Chat status and typing', () => {
  let ann: Person;
  let ben: Person;
  const open: IoClient[] = [];

  beforeAll(async () => {
    [ann, ben] = await registerTwo();
    await send(ann, { recipientId: ben.id, text: 'hello' });
  });
  afterEach(() => open.splice(0).forEach((socket) => socket.close()));

  const ear = async (person: Person, gateway: number): Promise<IoClient> => {
    const socket = await connect(person, gateway);
    open.push(socket);
    return socket;
  };

  it('R2-3.2 Get Message History marks the counterpart’s messages read, and their sender hears it', async () => {
    const socket = await ear(ann, 0);
    const sent = (await send(ann, { recipientId: ben.id, text: 'read me' })).body.message;
    const own = await historyOf(ann, ben.id, '?limit=1');
    expect(own.body.messages[0]).toMatchObject({ _id: sent._id, status: 'sent' });
    const { body } = await historyOf(ben, ann.id, '?limit=1');
    expect(body.messages[0]).toMatchObject({ _id: sent._id, status: 'read' });
    const heard = await socket.next('messageStatus', ({ messageId }) => messageId === sent._id);
    expect(heard).toEqual({ messageId: expect.stringMatching(objectId), status: 'read' });
    expect((await historyOf(ann, ben.id, '?limit=1')).body.messages[0].status).toBe('read');
    expect((await send(ben, { recipientId: ann.id, text: 'mine' })).body.message.status).toBe('sent');
  });

  it('R2-4.2-c2s-sendMessage: what was read is not called delivered afterwards (A-R2-04)', async () => {
    const [anns, bens] = await Promise.all([ear(ann, 0), IoClient.open('/', { sessionID: sessionOf(ben.token), token: ben.token }, 1)]);
    open.push(bens);
    const [one, two] = [await send(ann, { recipientId: ben.id, text: 'later' }), await send(ann, { recipientId: ben.id, text: 'first' })];
    const seen = await bens.next('new_message', ({ content }) => content === 'first');
    bens.send('read_receipt', { sessionID: sessionOf(ben.token), message_ids: [seen.message_id], sender_id: seen.sender_id });
    await anns.next('messageStatus', ({ messageId, status }) => messageId === two.body._id && status === 'read');
    await anns.next('messageStatus', ({ messageId, status }) => messageId === one.body._id && status === 'delivered');
    expect(anns.heard('messageStatus').findLast(({ messageId }) => messageId === two.body._id)).toMatchObject({ status: 'read' });
  });

  it('R2-4.2-c2s-typing tells the recipient, and ends by itself after 5 seconds', async () => {
    const [anns, bens] = await Promise.all([ear(ann, 0), ear(ben, 1)]);
    for (let n = 0; n < 3; n++) anns.send('typing', { recipientId: ben.id });
    expect(await bens.next('typingStatus')).toEqual({ senderId: ann.id, isTyping: true });
    await eventually(() => expect(bens.heard('typingStatus')).toHaveLength(2), 9_000);
    expect(await bens.next('typingStatus')).toEqual({ senderId: ann.id, isTyping: false });
    expect([bens.heard('typingStatus').length, anns.heard('typingStatus').length]).toEqual([2, 0]);
  }, 15_000);

  it('R2-4.2-c2s-stopTyping ends it at once', async () => {
    const [anns, bens] = await Promise.all([ear(ann, 0), ear(ben, 1)]);
    expect(await bens.ask('typing', { recipientId: ann.id })).toEqual({ success: true });
    await anns.next('typingStatus');
    bens.send('stopTyping', { recipientId: ann.id });
    expect(await anns.next('typingStatus')).toEqual({ senderId: ben.id, isTyping: false });
  });

  it('R2-4.2-s2c-typingStatus reaches somebody one has never written to, unless there is a block', async () => {
    const cy = await register('cy');
    const [anns, cys] = await Promise.all([ear(ann, 0), ear(cy, 1)]);
    anns.send('typing', { recipientId: cy.id });
    expect(await cys.next('typingStatus')).toEqual({ senderId: ann.id, isTyping: true });
    anns.send('stopTyping', { recipientId: cy.id });
    expect(await cys.next('typingStatus')).toEqual({ senderId: ann.id, isTyping: false });
    await http('PUT', `/api/conversations/${ann.id}/metadata`, { token: cy.token, body: { isBlocked: true } }, 0);
    expect(await cys.ask('typing', { recipientId: ann.id })).toEqual({ success: true });
    await ear(ben, 0).then((bens) => bens.ask('typing', { recipientId: ann.id }));
    expect(await anns.next('typingStatus')).toEqual({ senderId: ben.id, isTyping: true });
    expect((await historyOf(ann, cy.id)).body.messages).toEqual([]);
  });

  it('R2-4.2-s2c-typingStatus is not sent for nobody', async () => {
    const anns = await ear(ann, 0);
    anns.send('typing', { recipientId: strangerId });
    expect(await anns.next('error')).toEqual({ success: false, message: 'User not found' });
    anns.send('typing', { recipientId: 'nonsense' });
    expect(await anns.next('error')).toMatchObject({ success: false });
    anns.send('typing', {});
    expect(await anns.next('error')).toMatchObject({ success: false });
  });
});
