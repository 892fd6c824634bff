import { setTimeout as delay } from 'node:timers/promises';
import { each } from '../cast.mjs';
import { hexOf } from '../live-log.mjs';
import { patiently } from '../patience.mjs';
import { outcomeOf } from '../person.mjs';
import { decode, encode } from '../people/v1.mjs';

/** 5,000 changes, half in each of two rooms. */
const plan = { sends: 3_000, edits: 600, deletions: 400, reactions: 1_000 };
/** Of that as many in a direct conversation as the history of the dialect that knows no rooms shows at once. */
const directShare = 0.15;
const wholeAimSeconds = 5;
const numbers = (count) => Array.from({ length: Math.round(count) }, (_, n) => n);

const mustAsk = (sender, method, path, body) =>
  patiently(async () => {
    const { status } = await sender.http(method, path, body);
    if (outcomeOf(status) === 'ok') return;
    sender.turn += 1;
    throw new Error(`${method} ${path}: ${status}`);
  });

/** Fills a conversation with a share of the plan. @returns {Promise<object[]>} the sends that still stand, to be judged */
const pour = async (scene, conversation, sender, share) => {
  const sends = [];
  await each(numbers(plan.sends * share), 12, async (number) => {
    const token = scene.tokenOf(sender, conversation, number);
    const sentAt = performance.now();
    const answer = await sender.sendCarefully(conversation, token, 4);
    if (answer.outcome !== 'ok') throw new Error(`${token}: ${answer.why}`);
    sends.push({ token, text: token, conversation, sender, sentAt, ms: performance.now() - sentAt, answer });
  });
  await each(numbers(plan.edits * share), 12, async (n) => {
    sends[n].text = `${sends[n].token} edited`;
    await mustAsk(sender, 'PUT', `/v1/messages/${sends[n].answer.id}`, { content_encrypted: encode(sends[n].text) });
  });
  // The notice of a direct message that was deleted stays, blank; whoever judges notices knows no such message.
  const deletions = conversation.kind === 'direct' ? 0 : plan.deletions * share;
  const deleted = sends.splice(plan.edits * share, deletions);
  await each(deleted, 12, ({ answer }) => mustAsk(sender, 'DELETE', `/v1/messages/${answer.id}?delete_for=everyone`));
  await each(numbers(plan.reactions * share), 12, (n) => mustAsk(sender, 'POST', `/v1/messages/${sends[n].answer.id}/reactions`, { emoji: '👍' }));
  return sends;
};

const stateOf = ({ content_encrypted, is_deleted, reactions }) =>
  is_deleted ? 'deleted' : `${decode(content_encrypted)} ${Object.keys(reactions).join()}`;

/** The messages of a conversation as a client has them that applies, from `after` on, every change and nothing else. */
const replayed = async (person, { hex }, after) => {
  const messages = new Map();
  for (let seq = after; ;) {
    const cursors = Buffer.from(JSON.stringify({ [`conv_${hex}`]: seq })).toString('base64url');
    const { data } = await person.ask('GET', `/v1/sync?cursors=${cursors}`);
    for (const { type, payload, ...change } of data.changes) {
      if (change.seq !== seq + 1) throw new Error(`${change.seq} follows ${seq}`);
      seq = change.seq;
      const id = hexOf(payload.message?.message_id ?? payload.message_id);
      if (type === 'message_deleted') messages.set(id, 'deleted');
      if (payload.message !== undefined && messages.get(id) !== 'deleted') messages.set(id, stateOf(payload.message));
    }
    if (data.next === null) return { messages, changes: seq - after };
  }
};

const listed = async (person, { hex }) => {
  const messages = new Map();
  for (let before = ''; ;) {
    const { data } = await person.ask('GET', `/v1/conversations/conv_${hex}/messages?limit=100${before}`);
    for (const message of data.messages) messages.set(hexOf(message.message_id), stateOf(message));
    if (!data.has_more) return messages;
    before = `&before=${data.next_cursor}`;
  }
};

/** What a client that was away made of the changes is what those see who were there. */
const compare = async (scene, person, witness, { conversation, after, share }) => {
  const [{ messages, changes }, shown] = [await replayed(person, conversation, after), await listed(witness, conversation)];
  const { sends, edits, deletions, reactions } = plan;
  const planned = (sends + edits + reactions + (conversation.kind === 'direct' ? 0 : deletions)) * share;
  // An edit that was not answered is made again.
  scene.expect(changes >= planned, `${person.dialect} found ${changes} changes, not ${planned}`);
  const other = [...messages].filter(([id, state]) => shown.get(id) !== state);
  scene.expect(other.length === 0, `${person.dialect} has ${other.length} messages otherwise than ${witness.dialect}: ${other[0]}`);
  scene.expect(messages.size === plan.sends * share, `${person.dialect} has ${messages.size} messages`);
  await readAll(person, conversation, [...shown.keys()].reverse());
};

/** In two steps: one read notes of 1,000 messages, the newest, by whom they were read. */
const readAll = async (person, { hex }, ids) => {
  for (const id of [ids[ids.length >> 1], ids.at(-1)]) await person.ask('POST', `/v1/conversations/conv_${hex}/read`, { message_id: `msg_${id}` });
};

/** One client of each dialect is away while 5,000 things change in its conversations; they all come back at once. */
export const wideGap = {
  name: 'wide gap',
  does: 'a client of each dialect away for 5,000 changes in its conversations',
  windowSeconds: 2,
  isShort: false,
  inject: async (victim, scene) => {
    const place = await scene.invite(victim, ['v1', 'connectbest', 'chatrooms', 'umoc', 'v1', 'reals2chat'], ([first, ...others]) => [
      ['room', [first, ...others.slice(0, 4)]],
      ['room', [first, ...others.slice(0, 4)]],
      ['direct', [first, others[4]]],
    ]);
    const [sender, ...away] = place.guests;
    const gaps = place.conversations.map((conversation) => ({
      conversation,
      after: sender.log.cursors.get(conversation.hex),
      share: conversation.kind === 'direct' ? directShare : 0.5,
    }));
    for (const person of away) person.leave();
    const sends = [];
    for (const { conversation, share } of gaps) sends.push(...(await pour(scene, conversation, sender, share)));

    const begun = performance.now();
    const took = await Promise.all(
      away.map(async (person) => {
        await person.return();
        while (!(await person.log.sync()) && performance.now() - begun < 10_000 * wholeAimSeconds) await delay(50);
        return (performance.now() - begun) / 1_000;
      }),
    );
    scene.aim('back and whole, s', Math.max(...took), wholeAimSeconds);
    for (const gap of gaps) for (const person of gap.conversation.members) if (person !== sender) await compare(scene, person, sender, gap);
    for (const send of sends) scene.noteSend(send);
    scene.join(place);
  },
};
