import { describe, expect, it } from '@jest/globals';
import { hexOf, parseId } from '@parley/contracts';
import { eventually, http, IoClient, type Json } from '@parley/testing';
import { historyOf, listen, makePerson, sendText, type Person } from '../v1/v1.harness.js';
import { directOf, groupOf } from './chats.harness.js';
import { dialectNames, Follower } from './follower.harness.js';

const hex = (id: string): string => hexOf(parseId(id) ?? ('' as never));

describe('delivered by live socket', () => {
  const statusOf = async (viewer: Person, conversationId: string, messageId: string): Promise<Json> =>
    (await historyOf(viewer, conversationId, '?limit=50')).messages.find(({ message_id }: Json) => message_id === messageId).delivery_status;

  it.each(dialectNames)('C46 a message written to a %s socket counts as delivered in V1 and Reals2Chat, and its sender hears it', async (dialect) => {
    const [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    const chat = await directOf(ben, ann);
    const sender = await IoClient.open('/', { token: ann.token }, 0);
    const { message_id: unseen } = await sendText(ann, chat.id, 'nobody is there');
    const recipient = await Follower.open(dialect, ben, 1, [chat]);
    // Until it has joined its chatrooms, a chatrooms socket hears nothing of them.
    if (dialect === 'chatrooms') await recipient.sync(undefined);
    const { message_id } = await sendText(ann, chat.id, 'somebody is there');
    const heard = await sender.next('messageStatus', ({ messageId }) => messageId === hex(message_id));
    expect(heard).toEqual({ messageId: hex(message_id), status: 'delivered' });
    expect(await statusOf(ann, chat.id, message_id)).toEqual({ sent: true, delivered: true, read: false, delivered_to: [ben.id], read_by: [] });
    const { body } = await http('GET', `/api/messages/${hex(ben.id)}?limit=1`, { token: ann.token }, 0);
    expect(body.messages[0]).toMatchObject({ _id: hex(message_id), status: 'delivered' });
    // A client that has a message has those before it (C46); they are told, too, and each once.
    const told = sender.heard('messageStatus').map(({ messageId }) => messageId);
    expect(told.slice(-2)).toEqual([hex(unseen), hex(message_id)]);
    expect(new Set(told).size).toBe(told.length);
    recipient.close();
    sender.close();
  });

  it('C46 in a group it is delivered once all the others have it, wherever their sockets are', async () => {
    const [ann, ben, cat] = await Promise.all([makePerson('ann'), makePerson('ben'), makePerson('cat')]);
    const chat = await groupOf(ann, ben, [cat], 'Ticks');
    const bens = await listen(ben, 0);
    const { message_id: first } = await sendText(ann, chat.id, 'to one');
    await eventually(async () => {
      expect(await statusOf(ann, chat.id, first)).toMatchObject({ delivered: false, delivered_to: [ben.id] });
    }, 5_000);
    const cats = await Follower.open('umoc', cat, 1, []);
    await cats.sync(undefined);
    const { message_id: second } = await sendText(ann, chat.id, 'to both');
    await eventually(async () => {
      const status = await statusOf(ann, chat.id, second);
      expect({ ...status, delivered_to: [...status.delivered_to].sort() }).toMatchObject({ delivered: true, delivered_to: [ben.id, cat.id].sort() });
    }, 5_000);
    for (const socket of [bens, cats]) socket.close();
  });

  it('C46 what is fetched by sync is delivered; what one sends oneself is not', async () => {
    const [ann, ben] = await Promise.all([makePerson('ann'), makePerson('ben')]);
    const chat = await directOf(ben, ann);
    const { message_id } = await sendText(ann, chat.id, 'while he was away');
    const bens = await Follower.open('v1', ben, 1, [chat]);
    const { message_id: own } = await sendText(ben, chat.id, 'his own');
    expect(await statusOf(ann, chat.id, message_id)).toMatchObject({ delivered: false });
    await bens.sync({ [chat.id]: 1 });
    await eventually(async () => expect(await statusOf(ann, chat.id, message_id)).toMatchObject({ delivered: true, delivered_to: [ben.id] }), 5_000);
    expect(await statusOf(ben, chat.id, own)).toMatchObject({ read: false });
    bens.close();
  });
});
