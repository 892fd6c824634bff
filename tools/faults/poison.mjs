import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { natsOf, withDatabase } from './database.mjs';

const subject = 'messaging.message.sent.v1';
const megabyte = 1024 * 1024;
/** Who hears of sent messages, by schema. */
const consumers = { messaging: 'attention', notification: 'bell_message', user: 'streak' };

const envelope = (payload, more = {}) => ({ id: randomUUID(), subject, occurredAt: new Date().toISOString(), origin: null, payload, ...more });

/** What no service of ours would ever send. */
const poisonsOf = (mark) => [
  { what: 'no JSON', body: `${mark} {"id":` },
  { what: 'no event', body: JSON.stringify([mark]) },
  { what: 'another version of it', body: JSON.stringify([envelope({ mark }, { subject: 'messaging.message.sent.v9' })]) },
  { what: 'a megabyte', body: JSON.stringify([envelope({ mark, text: 'x'.repeat(megabyte) })]) },
  { what: 'one that every handler throws at', body: JSON.stringify([envelope({ mark, message: null, conversation: null })]) },
];

const publish = async (dataDir, bodies) => {
  const [{ connect }, { jetstream }] = await Promise.all([import('@nats-io/transport-node'), import('@nats-io/jetstream')]);
  const connection = await connect({ servers: natsOf(dataDir) });
  try {
    for (const body of bodies) await jetstream(connection).publish(`event.${subject}`, body);
    // Nobody consumes a version that nobody knows.
    await jetstream(connection).publish('event.messaging.message.sent.v9', bodies[0]);
  } finally {
    await connection.close();
  }
};

const parked = (dataDir, mark) =>
  withDatabase(dataDir, async (query) => {
    const found = {};
    for (const schema of Object.keys(consumers)) {
      found[schema] = await query(`SELECT id, consumer, reason, attempts FROM "${schema}".parked_event WHERE body LIKE '%' || $1 || '%'`, [mark]);
    }
    return found;
  });

const forget = (dataDir, mark) =>
  withDatabase(dataDir, async (query) => {
    for (const schema of Object.keys(consumers)) await query(`DELETE FROM "${schema}".parked_event WHERE body LIKE '%' || $1 || '%'`, [mark]);
  });

/** The longest that a direct message took from its sending until the other person was told of it, of those sent since; in seconds. */
const slowestNotice = (dataDir, since) =>
  withDatabase(dataDir, async (query) => {
    const [{ seconds }] = await query(
      `SELECT max(extract(epoch FROM i.handled_at - (o.envelope->>'occurredAt')::timestamptz))::float AS seconds
         FROM messaging.outbox o JOIN notification.inbox i ON i.event_id = o.id AND i.consumer = 'bell_message'
        WHERE o.created_at > $1`,
      [since],
    );
    return seconds ?? 0;
  });

/** @type {import('./catalogue.mjs').Fault} */
export const poisonFault = {
  name: 'poison',
  does: 'five events that cannot be handled among those of the stream',
  windowSeconds: 0,
  isShort: false,
  inject: async (victim) => {
    const { dataDir } = victim;
    const mark = `poison-${randomBytes(6).toString('hex')}`;
    const poisons = poisonsOf(mark);
    const since = new Date();
    await publish(
      dataDir,
      poisons.map(({ body }) => body),
    );
    const counted = async () => Object.values(await parked(dataDir, mark)).flat().length;
    const wanted = poisons.length * Object.keys(consumers).length;
    const start = performance.now();
    await victim.until(async () => (await counted()) >= wanted, 120_000).catch(() => {});
    const parkedSeconds = (performance.now() - start) / 1_000;
    await delay(3_000);
    return async () => {
      const rows = await parked(dataDir, mark);
      const slowest = await slowestNotice(dataDir, since);
      await forget(dataDir, mark);
      return {
        figures: {
          parked: Object.values(rows).flat().length,
          parkedSeconds: Number(parkedSeconds.toFixed(1)),
          slowestNoticeSeconds: Number(slowest.toFixed(1)),
        },
        broken: Object.entries(consumers).flatMap(([schema, consumer]) => {
          const own = rows[schema].filter((row) => row.consumer === consumer);
          return [
            ...(own.length === poisons.length ? [] : [`${schema} parked ${own.length} of ${poisons.length}`]),
            ...own.filter(({ reason }) => reason.trim() === '').map(({ id }) => `${schema} parked ${id} without a reason`),
          ];
        }),
      };
    };
  },
};
