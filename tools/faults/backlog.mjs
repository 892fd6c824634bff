import { holdRelay, noticesOf, readStream, storeMessages, waitingEvents } from './backlog-rows.mjs';
import { withDatabase } from './database.mjs';
import { hexOf } from './live-log.mjs';
import { patiently } from './patience.mjs';
import { V1 } from './people/v1.mjs';

const size = 100_000;
const conversations = 20;
const direct = size / conversations;
const drainWithinSeconds = 200;

/** Two people without sockets and what they have in common: one direct conversation, and rooms. */
const gatherQuiet = async (urls) => {
  const [writer, reader] = [0, 1].map((number) => new V1({ dialect: 'v1', urls, number }));
  for (const person of [writer, reader]) await patiently(() => person.enrol());
  const hexes = [];
  for (let n = 0; n < conversations; n++) {
    const body = n === 0 ? { type: 'direct', participant_id: reader.id } : { type: 'group', name: `backlog ${n}`, participant_ids: [reader.id] };
    hexes.push(hexOf((await writer.ask('POST', '/v1/conversations', body)).data.conversation_id));
  }
  return { senderId: writer.id, hexes };
};

/** Milliseconds within which 99 of 100 sends of a span of time were pushed to their last member. */
const liveP99 = ({ ledger }, from, to) => {
  const waits = ledger.withOutcome('ok').flatMap(({ token, conversation, sender, sentAt }) => {
    if (sentAt < from || sentAt >= to) return [];
    const heard = conversation.members.filter((member) => member !== sender).flatMap(({ log }) => log.heardAt.get(token) ?? []);
    return heard.length === 0 ? [] : [Math.max(...heard) - sentAt];
  });
  waits.sort((a, b) => a - b);
  return Math.round(waits[Math.floor(waits.length * 0.99)] ?? 0);
};

/** @type {import('./catalogue.mjs').Fault} */
export const backlogFault = {
  name: 'backlog',
  does: '100,000 events wait in the outbox, then leave',
  windowSeconds: 2,
  isShort: false,
  inject: async (victim, scene) => {
    const { dataDir } = victim;
    const beganAt = performance.now();
    const { senderId, hexes } = await gatherQuiet(victim.urls);
    const giveBack = await holdRelay(dataDir);
    try {
      await storeMessages(dataDir, { senderId, hexes, count: size });
    } finally {
      await giveBack();
    }
    const healedAt = performance.now();
    const reached = (isThere) => withDatabase(dataDir, (query) => victim.until(async () => isThere(query), 600_000));
    await reached(async (query) => (await waitingEvents(query)) < 200);
    const drainedAt = performance.now();
    await reached(async (query) => (await noticesOf(query, hexes[0])) >= direct);
    const toldAt = performance.now();
    return async () => {
      const [calm, draining] = [liveP99(scene, 0, beganAt), liveP99(scene, healedAt, toldAt)];
      const stream = await readStream(dataDir, hexes);
      const told = await withDatabase(dataDir, (query) => noticesOf(query, hexes[0]));
      const [drainSeconds, toldSeconds] = [drainedAt, toldAt].map((at) => Math.round((at - healedAt) / 1_000));
      return {
        figures: { drainSeconds, toldSeconds, liveP99Before: calm, liveP99Draining: draining, ...stream, told },
        broken: [
          ...(drainSeconds > drainWithinSeconds ? [`drained in ${drainSeconds} s`] : []),
          ...(draining > 2 * calm ? [`live events took ${draining} ms (p99) while it drained, ${calm} ms before`] : []),
          ...(stream.streamed === size ? [] : [`${stream.streamed} of ${size} events are in the stream`]),
          ...(stream.disordered === 0 ? [] : [`${stream.disordered} events are out of their conversation's order`]),
          ...(told === direct ? [] : [`${told} notifications of ${direct} direct messages`]),
        ],
      };
    };
  },
};
