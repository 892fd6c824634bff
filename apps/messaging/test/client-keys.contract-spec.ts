import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { messaging } from '@parley/contracts';
import { ForgetClientKeys } from '../src/message/forget-client-keys.use-case.js';
import { MessagingHarness, textInput, type Person } from './messaging.harness.js';

describe('client keys over time', () => {
  let harness: MessagingHarness;

  beforeAll(async () => {
    harness = await MessagingHarness.start(1);
  });
  afterAll(() => harness.close());

  it('C55 remembers a key for a day and forgets it after that', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const send = (clientKey: string) => harness.call(messaging.sendMessage, { ...textInput(anna, { id }, clientKey), clientKey });
    const [old, recent] = [await send('old'), await send('recent')];
    const age = (key: string, interval: string) =>
      harness.database.query(`UPDATE client_key SET created_at = now() - $2::interval WHERE client_key = $1`, [key, interval]);
    await age('old', '26 hours');
    await age('recent', '24 hours 30 minutes');
    await harness.part(ForgetClientKeys).execute();

    expect(await harness.database.query('SELECT client_key FROM client_key')).toEqual([{ client_key: 'recent' }]);
    expect(await send('recent')).toEqual({ ...recent, isNew: false });
    expect(await send('old')).toMatchObject({ isNew: true, message: { seq: 3 } });
    expect(old.isNew).toBe(true);
  });

  it('a repeat shows the first message as it is now', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const input = { ...textInput(anna, { id }, 'oops'), clientKey: 'k' };
    const first = await harness.call(messaging.sendMessage, input);
    await harness.database.query('UPDATE message SET deleted_at = now() WHERE id = $1', [first.message.id]);
    const again = await harness.call(messaging.sendMessage, input);
    expect(again).toMatchObject({ isNew: false, message: { id: first.message.id, body: { text: '' }, deletedAt: expect.any(String) } });
  });

  it('C55 a key is its sender’s own: another who chose the same is not answered with what is not his', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const id = await harness.direct(anna, ben);
    const send = (sender: Person) => harness.call(messaging.sendMessage, { ...textInput(sender, { id }, sender.username), clientKey: 'same' });
    const [annas, bens] = [await send(anna), await send(ben)];
    expect(bens).toMatchObject({ isNew: true, message: { seq: 2, sender: { id: ben.id }, body: { text: ben.username } } });
    expect(await send(anna)).toEqual({ ...annas, isNew: false });
  });

  it('answers no repeat of somebody who is no longer a member', async () => {
    const [anna, ben] = await harness.people('anna', 'ben');
    const { id } = (await harness.room(anna, [ben], {})).conversation;
    const send = () => harness.call(messaging.sendMessage, { ...textInput(ben, { id }, 'once'), clientKey: 'k' });
    await send();
    await harness.call(messaging.removeMember, { origin: anna.origin, conversationId: id, userId: ben.id });
    await expect(send()).rejects.toMatchObject({ code: 'NOT_A_MEMBER' });
  });
});
