import { randomBytes } from 'node:crypto';
import { hexOf } from './live-log.mjs';
import { patiently } from './patience.mjs';
import { Chatrooms } from './people/chatrooms.mjs';
import { ConnectBest } from './people/connectbest.mjs';
import { Reals2Chat } from './people/reals2chat.mjs';
import { Umoc } from './people/umoc.mjs';
import { V1 } from './people/v1.mjs';

const kinds = { connectbest: ConnectBest, chatrooms: Chatrooms, reals2chat: Reals2Chat, umoc: Umoc, v1: V1 };

/**
 * @typedef {object} Conversation
 * @property {string} hex
 * @property {'room' | 'direct'} kind
 * @property {string} name
 * @property {import('./person.mjs').Person[]} members
 */

/** Runs `work` for each item, a few at a time. */
export const each = async (items, atOnce, work) => {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
};

const pick = (items, count) => [...items].sort(() => Math.random() - 0.5).slice(0, count);

/** Everybody, of all dialects, signed up and connected. @returns {Promise<import('./person.mjs').Person[]>} */
export const gatherPeople = ({ urls, users }) => {
  const names = Object.keys(kinds);
  return newcomers({ urls, dialects: Array.from({ length: users }, (_, number) => names[number % names.length]) });
};

/** One person of each of these dialects, signed up and connected. @returns {Promise<import('./person.mjs').Person[]>} */
export const newcomers = async ({ urls, dialects }) => {
  const people = [];
  await each(dialects.entries(), 4, ([number, dialect]) =>
    patiently(async () => {
      const person = new kinds[dialect]({ dialect, urls, number });
      await person.enrol();
      await person.connect();
      people[number] = person;
    }),
  );
  return people;
};

/**
 * People in new rooms of up to ten; every third conversation is a direct one, with somebody whose dialect knows no rooms.
 * @returns {Promise<{ people: import('./person.mjs').Person[], conversations: Conversation[] }>}
 */
export const castOf = async (people, count) => {
  const roomers = people.filter(({ dialect }) => dialect !== 'reals2chat');
  const loners = people.filter(({ dialect }) => dialect === 'reals2chat');
  const plans = Array.from({ length: count }, (_, n) =>
    n % 3 === 0
      ? { kind: 'direct', members: [loners[(n / 3) % loners.length], ...pick(roomers, 1)] }
      : { kind: 'room', members: pick(roomers, Math.min(10, roomers.length)) },
  );
  const conversations = [];
  await each(plans, 4, async ({ kind, members }) => conversations.push(await patiently(() => openConversation(kind, members))));
  await followed(people, conversations);
  return { people, conversations };
};

/** Each follows the conversations it is in. */
export const followed = (people, conversations) =>
  each(people, 8, (person) => patiently(() => person.follow(conversations.filter(({ members }) => members.includes(person)))));

/** Made through /v1, which takes every dialect's token. @returns {Promise<Conversation>} */
export const openConversation = async (kind, members) => {
  const [first, ...others] = members;
  const name = `faults-${randomBytes(4).toString('hex')}`;
  const body =
    kind === 'direct' ? { type: 'direct', participant_id: others[0].id } : { type: 'group', name, participant_ids: others.map(({ id }) => id) };
  const { data } = await first.ask('POST', '/v1/conversations', body);
  const hex = hexOf(data.conversation_id);
  // UMOC lists a direct chat once something was said in it.
  if (kind === 'direct')
    await first.ask('POST', `/v1/conversations/conv_${hex}/messages`, {
      content_encrypted: Buffer.from('a first wave').toString('base64'),
      message_type: 'text',
    });
  return { hex, kind, name, members };
};
