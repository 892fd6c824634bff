import { setTimeout as delay } from 'node:timers/promises';
import { each } from './cast.mjs';
import { wrongDerived } from './derived.mjs';
import { patiently } from './patience.mjs';

const quietWithinMs = 120_000;
/** What nobody was answered for may still come; it has when nothing did for so long. */
const quietMs = 3_000;

/** How far all conversations are, as all clients have it. */
const progressOf = (people) => people.reduce((sum, { log }) => [...log.cursors.values()].reduce((total, seq) => total + seq, sum), 0);

/**
 * Waits until every client has all that the heads promise, and the heads stand still.
 * @returns {Promise<readonly import('./person.mjs').Person[]>} those who have not
 */
const settle = async (people) => {
  const deadline = performance.now() + quietWithinMs;
  for (let progress = -1; ;) {
    const isWhole = await Promise.all(people.map((person) => person.log.sync()));
    const behind = people.filter((_, at) => !isWhole[at]);
    const isQuiet = behind.length === 0 && progress === progressOf(people);
    if (isQuiet || performance.now() > deadline) return behind;
    progress = progressOf(people);
    await delay(quietMs);
  }
};

const historyOf = async (conversation) => {
  const byDialect = new Map();
  for (const member of conversation.members)
    if (!byDialect.has(member.dialect)) byDialect.set(member.dialect, await patiently(() => member.history(conversation)));
  return byDialect;
};

const repeated = (texts) => texts.filter((text, at) => texts.indexOf(text) !== at);

/**
 * Own order of each sender: what he began to send after an earlier one was acknowledged comes later. One that was never
 * answered may still be on its way.
 */
export const disorder = (tokens, ledger) => {
  const found = [];
  const latest = new Map();
  for (const token of tokens) {
    const send = ledger.sends.get(token);
    if (send === undefined) continue;
    const last = latest.get(send.sender);
    if (last !== undefined && send.outcome === 'ok' && send.sentAt + send.ms < last.sentAt)
      found.push(`${token} was acknowledged before ${last.token} was sent, and comes after it`);
    if (last === undefined || send.sentAt > last.sentAt) latest.set(send.sender, send);
  }
  return found;
};

/**
 * What the fleet kept, compared with what it said. Each verdict is a list of the evidence; all must be empty.
 * @param {{ cast: object, ledger: import('./ledger.mjs').Ledger, residue: () => Promise<string[]> }} options
 */
export const judge = async ({ cast: { people, conversations }, ledger, residue }) => {
  const verdict = {
    lost: [],
    resurrected: [],
    invented: [],
    duplicated: [],
    missed: [],
    disordered: [],
    skewed: [],
    leaked: [],
    derived: [],
    residue: [],
  };
  for (const { username } of await settle(people)) verdict.missed.push(`${username} never caught up with the heads`);
  const of = (outcome) => new Set(ledger.withOutcome(outcome).map(({ token }) => token));
  const [ok, refused] = [of('ok'), of('refused')];

  await each(conversations, 4, async (conversation) => {
    const byDialect = await historyOf(conversation);
    const [texts] = byDialect.values();
    const tokens = texts.map((text) => ledger.tokenIn(text)).filter((token) => token !== undefined);
    const kept = new Set(tokens);
    for (const send of ledger.sends.values()) {
      if (send.conversation !== conversation) continue;
      if (ok.has(send.token) && !kept.has(send.token)) verdict.lost.push(send.token);
      if (refused.has(send.token) && kept.has(send.token)) verdict.resurrected.push(send.token);
    }
    verdict.invented.push(...tokens.filter((token) => !ledger.sends.has(token)));
    verdict.duplicated.push(...repeated(tokens));
    verdict.disordered.push(...disorder(tokens, ledger));
    for (const [dialect, others] of byDialect)
      if (JSON.stringify(others) !== JSON.stringify(texts))
        verdict.skewed.push(
          `${dialect} in ${conversation.hex}: ${others.length} of ${texts.length}, first other: ${others.find((text, at) => text !== texts[at])}`,
        );
    for (const text of texts) {
      const token = ledger.tokenIn(text);
      if (ledger.sends.has(token) && !ledger.mayShow(token, text)) verdict.lost.push(`edit of ${token}: shows ${text}`);
    }
    for (const member of conversation.members) judgeStream(member, conversation, tokens, ledger, verdict);
  });
  for (const person of people) verdict.leaked.push(...person.log.foreign);
  verdict.duplicated.push(...ledger.repeats);
  verdict.residue.push(...(await residue()));
  verdict.derived.push(...(await wrongDerived({ people, conversations }, ledger)));
  return verdict;
};

/** The merged stream of a member holds every message of the history once, in its order. */
const judgeStream = (member, { hex }, tokens, ledger, verdict) => {
  const stream = (member.log.applied.get(hex) ?? []).map((text) => ledger.tokenIn(text));
  const seen = new Set(stream);
  verdict.missed.push(...tokens.filter((token) => !seen.has(token)).map((token) => `${member.dialect} ${member.username}: ${token}`));
  verdict.duplicated.push(...repeated(stream).map((token) => `${member.username} was given ${token} twice`));
  if (JSON.stringify(stream.filter((token) => tokens.includes(token))) !== JSON.stringify(tokens.filter((token) => seen.has(token)))) {
    verdict.disordered.push(`stream of ${member.username} in ${hex}`);
  }
};
