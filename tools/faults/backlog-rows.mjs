import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { natsOf, uuidOf, withDatabase } from './database.mjs';
import { hexOf } from './live-log.mjs';

/** libs/persistence/src/outbox-relay.ts */
const relayLock = 7_021_002;
const asMessaging = 'SET search_path = messaging, public';
const batchSize = 200;
const subject = 'messaging.message.sent.v1';

/** Takes messaging's relay lock into other hands: its events are committed, and wait. @returns {Promise<() => Promise<void>>} gives it back */
export const holdRelay = async (dataDir) => {
  const turns = new EventEmitter();
  const [held, released] = [once(turns, 'held'), once(turns, 'released')];
  const holding = withDatabase(dataDir, async (query) => {
    await query(asMessaging);
    const waiting = query('SELECT pg_advisory_lock($1, hashtext(current_schema()))', [relayLock]);
    await delay(100);
    await withDatabase(dataDir, (other) =>
      other(
        `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
          WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND a.application_name = 'parley-messaging'`,
        [relayLock],
      ),
    );
    await waiting;
    turns.emit('held');
    await released;
  });
  await Promise.race([held, holding]);
  return async () => {
    turns.emit('released');
    await holding;
  };
};

/** Stores `count` messages of one sender, by turns in his conversations, as messaging itself does: with place, log and event. */
export const storeMessages = (dataDir, { senderId, hexes, count }) =>
  withDatabase(dataDir, async (query) => {
    await query(asMessaging);
    const sender = uuidOf(hexOf(senderId));
    const newId = () => uuidOf(randomBytes(12).toString('hex'));
    const [{ state }] = await query(
      `SELECT (envelope #> '{payload,message}')::jsonb - '{seq,sentAt,threadRootId,sender}'::text[] AS state FROM outbox
        WHERE envelope->>'subject' = $1 AND envelope #>> '{payload,message,type}' = 'text' LIMIT 1`,
      [subject],
    );
    for (let stored = 0; stored < count; stored += batchSize) {
      const drafts = Array.from({ length: batchSize }, (_, at) => {
        const conversationId = uuidOf(hexes[(stored + at) % hexes.length]);
        const [id, eventId, body] = [newId(), newId(), { kind: 'plain', text: `backlog ${stored + at}` }];
        const begun = { id: eventId, subject, origin: null, payload: { clientKey: null, message: { ...state, id, conversationId, body } } };
        const place = { at, id, eventId, conversationId, senderId: sender, clientKey: null, replyToId: null, isThreadReply: false, dialect: 'v1' };
        // The database goes on within the message.
        return { ...place, type: 'text', body, attachments: [], metadata: {}, opening: JSON.stringify(begun).slice(0, -'}}}'.length) };
      });
      await query('SELECT 1 FROM store_messages($1)', [JSON.stringify(drafts)]);
    }
  });

/** How many events of messaging the stream does not have. */
export const waitingEvents = (query) =>
  query('SELECT count(*)::int AS count FROM messaging.outbox WHERE published_at IS NULL').then(([{ count }]) => count);

/** How many notifications there are of a conversation. */
export const noticesOf = (query, hex) =>
  query('SELECT count(*)::int AS count FROM notification.notification WHERE conversation_id = $1', [uuidOf(hex)]).then(([{ count }]) => count);

/** Poison of an earlier run lies in the stream, too. */
const eventsIn = (message) => {
  try {
    return [message.json()].flat().filter((event) => typeof event === 'object' && event !== null);
  } catch {
    return [];
  }
};

/**
 * What the stream has of some conversations, from its beginning: each event by its id, and whether those of a conversation are in order.
 * @returns {Promise<{ streamed: number, repeated: number, disordered: number }>}
 */
export const readStream = async (dataDir, hexes) => {
  const [{ connect }, { jetstream }] = await Promise.all([import('@nats-io/transport-node'), import('@nats-io/jetstream')]);
  const connection = await connect({ servers: natsOf(dataDir) });
  try {
    const heads = new Map(hexes.map((hex) => [hex, 0]));
    const seen = new Set();
    const found = { streamed: 0, repeated: 0, disordered: 0 };
    const consumer = await jetstream(connection).consumers.get('events_messaging', { filter_subjects: `event.${subject}` });
    for await (const message of await consumer.consume({ max_messages: 16 })) {
      for (const { id, payload } of eventsIn(message)) {
        const hex = hexOf(payload?.conversation?.id);
        // What the system says of a new room is no part of the backlog.
        if (!heads.has(hex) || payload.message.type === 'system') continue;
        if (seen.has(id)) found.repeated += 1;
        else {
          seen.add(id);
          found.streamed += 1;
          if (payload.message.seq <= heads.get(hex)) found.disordered += 1;
          heads.set(hex, Math.max(heads.get(hex), payload.message.seq));
        }
      }
      if (message.info.pending === 0) break;
    }
    return found;
  } finally {
    await connection.close();
  }
};
