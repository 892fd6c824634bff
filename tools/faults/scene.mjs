import { setTimeout as delay } from 'node:timers/promises';
import { followed, newcomers, openConversation } from './cast.mjs';
import { patiently } from './patience.mjs';

/** Clients find by themselves what they missed, at the latest by the beacon; so long they are given. */
const gapWithinSeconds = 30;

/** One run of faults as they see it: who talks, what was said, guests of their own, and what they note beside the common verdicts. */
export class Scene {
  /** What a fault had to show and did not, in words. @type {string[]} */
  unmet = [];
  /** What was measured, the smaller the better. @type {Record<string, number>} */
  figures = {};
  #guests = [];

  /** @param {object} cast @param {import('./ledger.mjs').Ledger} ledger */
  constructor(cast, ledger) {
    this.cast = cast;
    this.ledger = ledger;
  }

  /** @param {string} name with its unit */
  note(name, value) {
    this.figures[name] = Number(value.toFixed(1));
  }

  /** Notes a figure that may not be above `aim`. */
  aim(name, value, aim) {
    this.note(name, value);
    this.expect(value <= aim, `${name}: ${value.toFixed(1)}, and at most ${aim} was promised`);
  }

  expect(isMet, words) {
    if (!isMet) this.unmet.push(words);
  }

  /** @param {{ broken: string[], figures: Record<string, number> }} [found] by a fault, once there was no traffic any more */
  conclude({ broken, figures } = { broken: [], figures: {} }) {
    this.unmet.push(...broken);
    Object.assign(this.figures, figures);
  }

  get reconnects() {
    return this.cast.people.reduce((sum, person) => sum + person.reconnects, 0);
  }

  /**
   * More clients, in conversations of their own, which the common traffic leaves alone until `join`.
   * @param {(guests: import('./person.mjs').Person[]) => ['room' | 'direct', import('./person.mjs').Person[]][]} plan
   */
  async invite({ urls }, dialects, plan) {
    const guests = await newcomers({ urls, dialects });
    this.#guests.push(...guests);
    const conversations = [];
    for (const [kind, members] of plan(guests)) conversations.push(await patiently(() => openConversation(kind, members)));
    await followed(guests, conversations);
    return { guests, conversations };
  }

  /** From now on they talk and are judged like all others. */
  join({ guests, conversations }) {
    this.cast.people = [...this.cast.people, ...guests];
    this.cast.conversations.push(...conversations);
  }

  dismissGuests() {
    for (const guest of this.#guests) guest.leave();
  }

  /** Of sends beside the common traffic, which counts from 0. */
  tokenOf(sender, conversation, number) {
    return this.ledger.tokenOf(sender, conversation, 1_000_000 + number);
  }

  /** A send that is judged like all others; `text` is what its message shows by now. */
  noteSend({ token, text = token, conversation, sender, sentAt, ms = performance.now() - sentAt, answer }) {
    this.ledger.note({ token, conversation, sender, number: 0, ...answer, sentAt, ms });
    if (text !== token) this.ledger.noteEdit(token, { text, at: sentAt, ms: 0, outcome: 'ok' });
  }
}

/** Each client of a conversation but the sender, who has its answer, with the moment it was given the message. */
const receipts = ({ conversation, sender, token }) =>
  conversation.members.filter((member) => member !== sender).map(({ log }) => log.moments.get(token) ?? Infinity);

/** Seconds after `healedAt` at which the last client was given the last of what was acknowledged by then. */
const gapAfter = (ledger, healedAt) =>
  ledger
    .withOutcome('ok')
    .filter(({ sentAt, ms }) => sentAt + ms <= healedAt)
    .reduce((gap, send) => Math.max(gap, ...receipts(send).map((at) => (at - healedAt) / 1_000)), 0);

/** Seconds after which clients had closed the gap of a fault; nobody is asked. What stays open counts as long as was waited. */
export const gapClosed = async (ledger, healedAt) => {
  const deadline = healedAt + gapWithinSeconds * 1_000;
  while (gapAfter(ledger, healedAt) === Infinity && performance.now() < deadline) await delay(200);
  return Math.min(gapAfter(ledger, healedAt), gapWithinSeconds);
};
