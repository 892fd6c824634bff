import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { each } from './cast.mjs';
import { uuidOf, withDatabase } from './database.mjs';
import { hexOf } from './live-log.mjs';
import { patiently } from './patience.mjs';
import { ConnectBest } from './people/connectbest.mjs';

const count = 1_000;
const cancelled = 100;
/** libs/persistence/src/make-data-source.ts: so long a frozen process keeps what it has claimed. */
const leaseMs = 15_000;
const frozenMs = leaseMs + 5_000;
/** Of one claim. */
const batchSize = 50;

/** Somebody with rooms, and what he has planned for one moment. */
export const planMessages = async (urls, { dueAt, many, label }) => {
  const [planner, listener] = [0, 1].map((number) => new ConnectBest({ dialect: 'connectbest', urls, number }));
  for (const person of [planner, listener]) await patiently(() => person.enrol());
  const rooms = [];
  for (let n = 0; n < 5; n++) {
    const name = `plans-${randomBytes(4).toString('hex')}`;
    rooms.push((await planner.ask('POST', '/v1/conversations', { type: 'group', name, participant_ids: [listener.id] })).data.conversation_id);
  }
  const plans = Array.from({ length: many }, (_, n) => ({ room: hexOf(rooms[n % rooms.length]), text: `${label} ${n}` }));
  const refused = [];
  await each(plans, 16, async (plan) => {
    const body = { channelId: plan.room, content: plan.text, scheduledFor: new Date(dueAt).toISOString() };
    const answer = await planner.http('POST', '/api/scheduled-messages', body, { 'idempotency-key': plan.text });
    if (answer.status === 201) plan.id = answer.body.scheduledMessage.id;
    else refused.push(`${plan.text} was not taken: ${answer.status} ${JSON.stringify(answer.body).slice(0, 120)}`);
  });
  return { planner, rooms: rooms.map(hexOf), plans: plans.filter(({ id }) => id !== undefined), refused };
};

/** What became of plans: how late each that was sent was, by the database's clock, and how often it is in the history. */
export const fateOf = async (dataDir, { planner, rooms, plans }) => {
  const texts = (await Promise.all(rooms.map((hex) => planner.history({ hex })))).flat();
  const shown = new Map();
  for (const text of texts) shown.set(text, (shown.get(text) ?? 0) + 1);
  const rows = await withDatabase(dataDir, (query) =>
    query(
      `SELECT s.id, s.status, extract(epoch FROM m.created_at - s.scheduled_for)::float AS late
         FROM messaging.scheduled_message s LEFT JOIN messaging.message m ON m.id = s.id WHERE s.id = ANY($1::uuid[])`,
      [plans.map(({ id }) => uuidOf(hexOf(id)))],
    ),
  );
  const rowOf = new Map(rows.map((row) => [hexOf(row.id), row]));
  return plans.map((plan) => ({ ...plan, ...rowOf.get(hexOf(plan.id)), times: shown.get(plan.text) ?? 0 }));
};

/** Each exactly once, or never when that was promised. */
export const wrongFates = (fates) =>
  fates.flatMap(({ text, status, times, late, answer }) => {
    const wanted = status === 'sent' ? 1 : 0;
    return [
      ...(status === 'pending' ? [`${text} was never sent`] : []),
      ...(times === wanted ? [] : [`${text} is ${status} and in the history ${times} times`]),
      ...(answer === 'ok' && status !== 'cancelled' ? [`${text} was sent though its cancelling was acknowledged`] : []),
      ...(answer === 'refused' && status !== 'sent' ? [`${text} is ${status} though its cancelling was refused`] : []),
      ...(late < 0 ? [`${text} was sent ${-late} s early`] : []),
    ];
  });

/** However long the planning took, all are due at one moment. */
const makeDue = (dataDir, { plans }, dueAt) =>
  withDatabase(dataDir, (query) =>
    query('UPDATE messaging.scheduled_message SET scheduled_for = $2 WHERE id = ANY($1::uuid[])', [
      plans.map(({ id }) => uuidOf(hexOf(id))),
      new Date(dueAt),
    ]),
  );

/** Waits, without a pause, until some are sent. @returns {Promise<number>} how many */
const firstSent = (dataDir, dueAt) =>
  withDatabase(dataDir, async (query) => {
    for (;;) {
      const [{ count }] = await query(`SELECT count(*)::int AS count FROM messaging.scheduled_message WHERE scheduled_for = $1 AND status = 'sent'`, [
        new Date(dueAt),
      ]);
      if (count > 0 || Date.now() > dueAt + 20_000) return count;
    }
  });

/** Answered once the replica that was killed is back. */
const firstOf = ({ planner }) => planner.http('GET', '/api/scheduled-messages');

const isOver = (dataDir, dueAt) =>
  withDatabase(dataDir, async (query) => {
    const waiting = await query(`SELECT 1 FROM messaging.scheduled_message WHERE scheduled_for = $1 AND status = 'pending' LIMIT 1`, [
      new Date(dueAt),
    ]);
    return waiting.length === 0;
  });

/** Cancels some within the second in which all are due, and notes what was answered. */
const cancelSome = async ({ planner, plans }, dueAt) => {
  await delay(Math.max(0, dueAt - Date.now() - 300));
  await each(
    plans.slice(-cancelled).toSorted(() => Math.random() - 0.5),
    8,
    async (plan) => {
      const { status } = await planner.http('DELETE', `/api/scheduled-messages/${plan.id}`);
      plan.answer = status === 200 ? 'ok' : status === 400 ? 'refused' : 'unknown';
      await delay(Math.random() * 100);
    },
  );
};

/** @type {import('./catalogue.mjs').Fault} */
export const schedulerFault = {
  name: 'schedulers',
  does: '1,000 messages due at once; one scheduler killed, the other frozen past its lease',
  // Both are away at first.
  windowSeconds: frozenMs / 1_000 + 20,
  isShort: false,
  inject: async (victim) => {
    const label = `plan ${randomBytes(3).toString('hex')}`;
    const planned = await planMessages(victim.urls, { dueAt: Date.now() + 3_600_000, many: count, label });
    const dueAt = Date.now() + 3_000;
    await makeDue(victim.dataDir, planned, dueAt);
    const cancelling = cancelSome(planned, dueAt);
    await delay(Math.max(0, dueAt - Date.now()));
    const atKill = await firstSent(victim.dataDir, dueAt);
    const freezing = victim.freeze('messaging-2', frozenMs);
    const killedAt = performance.now();
    await victim.kill('messaging-1');
    await victim.until(async () => (await firstOf(planned)).status === 200, 30_000);
    const awaySeconds = (performance.now() - killedAt) / 1_000;
    await Promise.all([freezing, cancelling]);
    await victim.until(() => isOver(victim.dataDir, dueAt), 30_000).catch(() => {});
    return async () => {
      const fates = await fateOf(victim.dataDir, planned);
      const lates = fates.flatMap(({ late }) => late ?? []).toSorted((a, b) => a - b);
      const answered = (wanted) => fates.filter(({ answer }) => answer === wanted).length;
      const [ofLive, ofFrozen] = [lates.at(-batchSize - 1) ?? 0, lates.at(-1) ?? 0].map((late) => Number(late.toFixed(1)));
      return {
        figures: {
          sent: lates.length,
          sentBeforeTheKill: atKill,
          awaySeconds: Number(awaySeconds.toFixed(1)),
          latestSeconds: ofFrozen,
          latestButOneBatchSeconds: ofLive,
          cancelsAcknowledged: answered('ok'),
          cancelsRefused: answered('refused'),
        },
        broken: [
          ...planned.refused,
          ...wrongFates(fates),
          // The batch that the frozen one holds waits for its lease.
          ...(ofLive > awaySeconds + 5 ? [`beside the frozen one's batch, some were sent ${ofLive} s late`] : []),
          ...(ofFrozen > leaseMs / 1_000 + 5 ? [`some were sent ${ofFrozen} s late`] : []),
        ],
      };
    };
  },
};
