import { setTimeout as delay } from 'node:timers/promises';
import { each } from './cast.mjs';
import { hexOf } from './live-log.mjs';
import { patiently } from './patience.mjs';

const settledWithinMs = 30_000;
const isSpoken = (text) => /^(faults:|a first wave)/.test(text ?? '');

/** Every page of a /v1 list. */
const pages = async (person, path, of) => {
  const items = [];
  for (let offset = 0; ; offset += 100) {
    const { data, pagination } = await person.ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100&offset=${offset}`);
    items.push(...of(data));
    if (!pagination.has_next) return items;
  }
};

/** What people said in a conversation, in earlier runs as well, newest first, with who has read it. */
const spoken = async ({ hex, members: [member] }) => {
  const found = [];
  for (let before = ''; ;) {
    const { data } = await member.ask('GET', `/v1/conversations/conv_${hex}/messages?limit=100${before}`);
    found.push(...data.messages);
    if (!data.has_more) break;
    before = `&before=${data.next_cursor}`;
  }
  return found
    .filter(({ content_encrypted }) => isSpoken(Buffer.from(content_encrypted, 'base64').toString()))
    .map((message) => ({
      id: hexOf(message.message_id),
      sender: hexOf(message.sender_id),
      readBy: new Set(message.delivery_status.read_by.map(hexOf)),
    }));
};

/** Unread count and last message of each of a member's conversations, as a list shows them. */
const wrongRows = async (person, histories) => {
  const me = hexOf(person.id);
  const rows = await pages(person, '/v1/conversations', (data) => data.conversations);
  const rowOf = new Map(rows.map((row) => [hexOf(row.conversation_id), row]));
  return [...histories].flatMap(([{ hex, members }, messages]) => {
    if (!members.includes(person)) return [];
    const unread = messages.filter(({ sender, readBy }) => sender !== me && !readBy.has(me)).length;
    const row = rowOf.get(hex);
    return [
      ...(row?.unread_count === unread ? [] : [`${person.username} is told of ${row?.unread_count} unread in ${hex}, and has ${unread}`]),
      ...(hexOf(row?.last_message?.message_id) === messages[0]?.id ? [] : [`${person.username} is shown another last message of ${hex}`]),
    ];
  });
};

/** A direct message is told to the other person once, and nothing else is of these conversations. */
const wrongNotices = async (person, histories) => {
  const me = hexOf(person.id);
  const places = new Set([...histories.keys()].map(({ hex }) => hex));
  const due = [...histories].flatMap(([{ kind, members }, messages]) =>
    kind === 'direct' && members.includes(person) ? messages.filter(({ sender }) => sender !== me).map(({ id }) => id) : [],
  );
  const told = (await pages(person, '/v1/notifications', (data) => data.notifications))
    .filter(({ type, data }) => type === 'new_message' && places.has(hexOf(data.conversation_id)))
    .map(({ data }) => hexOf(data.message_id));
  const isTold = new Set(told);
  const isDue = new Set(due);
  return [
    ...due.filter((id) => !isTold.has(id)).map((id) => `${person.username} was never told of ${id}`),
    ...told.filter((id) => !isDue.has(id)).map((id) => `${person.username} was told of ${id}, which nobody sent`),
    ...told.filter((id, at) => told.indexOf(id) !== at).map((id) => `${person.username} was told twice of ${id}`),
  ];
};

/** A read that was acknowledged is a read that others see. */
const lostReads = (histories, reads) =>
  reads.flatMap(({ conversation, member, id }) => {
    const me = hexOf(member.id);
    const message = histories.get(conversation)?.find((one) => one.id === hexOf(id));
    return message === undefined || message.sender === me || message.readBy.has(me) ? [] : [`${member.username} read ${id}, and it was forgotten`];
  });

/** After reading all of it nothing is unread. */
const readAll = async ({ hex, members: [member] }, [newest]) => {
  if (newest === undefined) return [];
  await member.ask('POST', `/v1/conversations/conv_${hex}/read`, { message_id: `msg_${newest.id}` });
  const rows = await pages(member, '/v1/conversations', (data) => data.conversations);
  const { unread_count } = rows.find(({ conversation_id }) => hexOf(conversation_id) === hex);
  return unread_count === 0 ? [] : [`${member.username} has ${unread_count} unread in ${hex} after reading all`];
};

/**
 * What is derived from the messages, compared with the messages: last message and unread count of every member, the
 * notifications of direct messages, reads. It has 30 s to become true.
 * @returns {Promise<string[]>} what is not as it must be
 */
export const wrongDerived = async ({ people, conversations }, ledger) => {
  const histories = new Map();
  await each(conversations, 4, async (conversation) => histories.set(conversation, await patiently(() => spoken(conversation))));
  const wrong = lostReads(histories, ledger.reads);
  const deadline = performance.now() + settledWithinMs;
  let doubtful = people;
  let found;
  do {
    const still = [];
    found = [];
    await each(doubtful, 4, async (person) => {
      const evidence = await patiently(async () => [...(await wrongRows(person, histories)), ...(await wrongNotices(person, histories))]);
      if (evidence.length > 0) still.push(person);
      found.push(...evidence);
    });
    doubtful = still;
    if (doubtful.length > 0) await delay(1_000);
  } while (doubtful.length > 0 && performance.now() < deadline);
  await each(conversations, 4, async (conversation) => wrong.push(...(await patiently(() => readAll(conversation, histories.get(conversation))))));
  return [...wrong, ...found];
};
