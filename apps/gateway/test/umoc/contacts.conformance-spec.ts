import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@parley/testing';
import { register, seconds, UmocClient, type SignIn } from './umoc.harness.js';

const opened: UmocClient[] = [];
afterEach(() => opened.splice(0).forEach(({ io }) => io.close()));

interface One {
  readonly me: SignIn;
  readonly client: UmocClient;
}

const join = async (stem: string, gateway: number): Promise<One> => {
  const me = await register(stem);
  const client = await UmocClient.open(me, gateway);
  opened.push(client);
  return { me, client };
};
const two = (): Promise<[One, One]> => Promise.all([join('john', 0), join('jane', 1)]);
const as = ({ me }: One, status: string) => ({ user_id: me.user_id, username: me.username, status });
const add = (from: One, to: One) => from.client.call('add_contact', { contact_username: to.me.username }, 'contact_added');
const befriend = async (one: One, other: One): Promise<void> => {
  await add(one, other);
  await other.client.call('accept_contact', { contact_id: one.me.user_id }, 'contact_accepted');
};
const contactsOf = async ({ client }: One) => (await client.call('get_contacts', {}, 'contacts')).contacts;
const shown = { is_online: expect.any(Boolean), last_seen: expect.stringMatching(seconds), streak: 0, continue_streak: false };

describe('Contact Management', () => {
  it('UM-c2s-add_contact is answered by UM-s2c-contact_added, the other hears UM-s2c-contact_request', async () => {
    const [john, jane] = await two();
    expect(await add(john, jane)).toEqual(as(jane, 'NEW'));
    expect(await jane.client.io.next('contact_request')).toEqual({ user_id: john.me.user_id, username: john.me.username });
    expect(await add(john, jane)).toEqual(as(jane, 'NEW'));
    await contactsOf(jane);
    expect(jane.client.io.heard('contact_request')).toHaveLength(1);
  });

  it('UM-c2s-get_contacts is answered by UM-s2c-contacts: requests either way, friends, and whom I block (A-UM-25)', async () => {
    const [john, jane] = await two();
    expect(await contactsOf(john)).toEqual([]);
    await add(john, jane);
    expect(await contactsOf(john)).toEqual([{ ...as(jane, 'NEW'), ...shown, requested_by_me: true }]);
    expect(await contactsOf(jane)).toEqual([{ ...as(john, 'NEW'), ...shown, requested_by_me: false }]);
    await jane.client.call('accept_contact', { contact_id: john.me.user_id }, 'contact_accepted');
    expect(await contactsOf(john)).toEqual([{ ...as(jane, 'FRIEND'), ...shown }]);
    expect(await john.client.call('get_chats', {}, 'chats')).toEqual([
      {
        ...{ id: jane.me.user_id, username: jane.me.username, status: expect.any(String), last_seen: expect.stringMatching(seconds) },
        ...{ last_message: null, unread_count: 0, is_group: false },
      },
    ]);
  });

  it('UM-c2s-accept_contact: UM-s2c-contact_accepted tells both of the other', async () => {
    const [john, jane] = await two();
    await add(john, jane);
    expect(await jane.client.call('accept_contact', { contact_id: john.me.user_id }, 'contact_accepted')).toEqual(as(john, 'FRIEND'));
    expect(await john.client.io.next('contact_accepted')).toEqual(as(jane, 'FRIEND'));
    expect(await john.client.call('get_chat_info', { chat_id: jane.me.user_id }, 'chat_info')).toMatchObject({ status: 'FRIEND' });
    expect(await add(john, jane)).toEqual(as(jane, 'FRIEND'));
  });

  it('UM-c2s-add_contact of one who has asked me makes us friends (A-UM-24)', async () => {
    const [john, jane] = await two();
    await add(john, jane);
    expect(await jane.client.call('add_contact', { contact_username: john.me.username }, 'contact_accepted')).toEqual(as(john, 'FRIEND'));
    expect(await john.client.io.next('contact_accepted')).toEqual(as(jane, 'FRIEND'));
  });

  it('UM-c2s-reject_contact: UM-s2c-contact_rejected tells both, and the request is gone', async () => {
    const [john, jane] = await two();
    await add(john, jane);
    expect(await jane.client.call('reject_contact', { contact_id: john.me.user_id }, 'contact_rejected')).toEqual({ user_id: john.me.user_id });
    expect(await john.client.io.next('contact_rejected')).toEqual({ user_id: jane.me.user_id });
    expect(await contactsOf(john)).toEqual([]);
  });

  it('UM-c2s-block_contact: UM-s2c-contact_blocked tells the blocker alone; messages are refused until unblock_contact (A-UM-27)', async () => {
    const [john, jane] = await two();
    await befriend(john, jane);
    expect(await john.client.call('block_contact', { contact_id: jane.me.user_id }, 'contact_blocked')).toEqual({ user_id: jane.me.user_id });
    const say = (from: One, to: One, event: string) => from.client.call('send_message', { recipient_id: to.me.user_id, content: 'x' }, event);
    expect(await say(jane, john, 'error')).toEqual({ message: 'You cannot message this user' });
    expect(await say(john, jane, 'error')).toEqual({ message: 'You cannot message this user' });
    const askJohn = { contact_username: john.me.username };
    expect(await jane.client.call('add_contact', askJohn, 'error')).toEqual({ message: 'User not found' });
    expect(await contactsOf(john)).toMatchObject([as(jane, 'BLOCKED')]);
    expect(await contactsOf(jane)).toMatchObject([as(john, 'FRIEND')]);
    expect(jane.client.io.heard('contact_blocked')).toEqual([]);
    const unblocked = await john.client.call('unblock_contact', { contact_id: jane.me.user_id }, 'contact_unblocked');
    expect(unblocked).toEqual({ user_id: jane.me.user_id });
    expect(await contactsOf(john)).toMatchObject([as(jane, 'FRIEND')]);
    await say(jane, john, 'new_message');
  });

  it('a day on which both wrote is a streak of one, safe for today (A-UM-29)', async () => {
    const [john, jane] = await two();
    await befriend(john, jane);
    await john.client.ask('send_message', { recipient_id: jane.me.user_id, content: 'x' });
    await jane.client.ask('send_message', { recipient_id: john.me.user_id, content: 'y' });
    await eventually(async () => expect(await contactsOf(john)).toMatchObject([{ streak: 1, continue_streak: true }]), 5_000);
  });

  it('set_status_visibility is answered by status_visibility (A-UM-28)', async () => {
    const john = await join('john', 0);
    for (const visibility of ['nobody', 'contacts', 'everyone'])
      expect(await john.client.call('set_status_visibility', { visibility }, 'status_visibility')).toEqual({ visibility });
    expect(await john.client.call('set_status_visibility', { visibility: 'foes' }, 'error')).toEqual({
      message: expect.stringContaining('visibility'),
    });
  });

  it.each([
    ['add_contact', { contact_username: 'nobody_at_all' }, 'User not found'],
    ['add_contact', {}, 'contact_username'],
    ['accept_contact', { contact_id: 2 ** 52 }, 'User not found'],
    ['reject_contact', { contact_id: 'x' }, 'contact_id must be a positive integer'],
    ['block_contact', { contact_id: 2 ** 52 }, 'User not found'],
  ])('UM-s2c-error: %s %j', async (event, data, message) => {
    const { client } = await join('john', 0);
    expect(await client.call(event, data, 'error')).toEqual({ message: expect.stringContaining(message) });
  });

  it('UM-s2c-error: oneself, and an answer without a request (A-UM-24, A-UM-26)', async () => {
    const [john, jane] = await two();
    expect(await john.client.call('add_contact', { contact_username: john.me.username }, 'error')).toEqual({ message: expect.any(String) });
    for (const event of ['accept_contact', 'reject_contact', 'unblock_contact'])
      expect(await john.client.call(event, { contact_id: jane.me.user_id }, 'error')).toEqual({ message: 'Contact not found' });
  });
});
