import { setTimeout as delay } from 'node:timers/promises';
import { outcomeOf } from './person.mjs';

const anyOf = (items) => items[Math.floor(Math.random() * items.length)];

/**
 * Traffic in an open loop: `rate` sends a second whatever becomes of them,
 * an edit, a reaction, a read and a repeated send each now and then.
 * @param {{ cast: import('./cast.mjs').Cast, ledger: import('./ledger.mjs').Ledger, rate: number }} options
 */
export const startLoad = ({ cast, ledger, rate }) => {
  const underWay = new Set();
  let number = 0;
  let isRunning = true;
  const track = (work) => {
    const promise = work.finally(() => underWay.delete(promise));
    underWay.add(promise);
  };
  const beat = async () => {
    const start = performance.now();
    for (let n = 0; isRunning; n++) {
      const wait = start + (n * 1_000) / rate - performance.now();
      if (wait > 0) await delay(wait);
      track(send(cast, ledger, number++));
      if (n % 15 === 7) track(act(ledger, edit));
      if (n % 15 === 11) track(act(ledger, react));
      if (n % 15 === 14) track(act(ledger, read));
      if (n % 15 === 3) track(repeat(ledger));
    }
  };
  const beating = beat();
  return {
    stop: async () => {
      isRunning = false;
      await beating;
      await Promise.all(underWay);
    },
  };
};

const send = async (cast, ledger, number) => {
  const conversation = anyOf(cast.conversations);
  const sender = anyOf(conversation.members.filter(({ isLeaving }) => !isLeaving));
  if (sender === undefined) return;
  const token = ledger.tokenOf(sender, conversation, number);
  const sentAt = performance.now();
  const { outcome, id, why } = await sender.sendCarefully(conversation, token, 4);
  ledger.note({ token, conversation, sender, number, outcome, id, why, sentAt, ms: performance.now() - sentAt });
};

/** Something done to a message that was acknowledged, through /v1 with its sender's token. */
const act = async (ledger, work) => {
  const sent = anyOf(ledger.withOutcome('ok').slice(-200));
  if (sent?.id === undefined || typeof sent.id !== 'string') return;
  const at = performance.now();
  const { status, body } = await work(sent, ledger);
  const outcome = outcomeOf(status);
  ledger.noteAct({ what: work.name, at, ms: performance.now() - at, outcome, why: `${status} ${JSON.stringify(body).slice(0, 120)}` });
};

const edit = async ({ sender, id, token }, ledger) => {
  const text = `${token} edited ${ledger.acts.length}`;
  const at = performance.now();
  const answer = await sender.httpSomewhere('PUT', `/v1/messages/${id}`, { content_encrypted: Buffer.from(text).toString('base64') });
  ledger.noteEdit(token, { text, at, ms: performance.now() - at, outcome: outcomeOf(answer.status) });
  return answer;
};

const react = ({ conversation, id }) =>
  anyOf(conversation.members).httpSomewhere('POST', `/v1/messages/${id}/reactions`, { emoji: anyOf(['👍', '🎉', '❤️']) });

const read = async ({ conversation, id }, ledger) => {
  const member = anyOf(conversation.members);
  const answer = await member.httpSomewhere('POST', `/v1/conversations/conv_${conversation.hex}/read`, { message_id: id });
  if (outcomeOf(answer.status) === 'ok') ledger.reads.push({ conversation, member, id });
  return answer;
};

/** As a client does that never saw the answer: the same again under the same key, on the other gateway where it can. */
const repeat = async (ledger) => {
  const sent = anyOf(ledger.withOutcome('ok').slice(-200));
  if (sent === undefined || ledger.edits.has(sent.token)) return;
  const { sender, conversation, token, id } = sent;
  if (sender.isRest) sender.turn += 1;
  const again = await sender.send(conversation, token);
  if (again.outcome === 'ok' && String(again.id) !== String(id)) ledger.repeats.push(`${token} was ${id} and, sent again, ${again.id}`);
};
