// The storing half of the composed pipeline. NATS request with a batch → one statement, one commit → one core NATS event → reply.
import { randomUUID } from 'node:crypto';
import { connect } from '@nats-io/transport-node';
import { openMessageStore } from './message-store.mjs';
import { announceReady } from './ready.mjs';
import { subjects } from './subjects.mjs';

const nats = await connect({ servers: String(process.env.NATS_URL).replace('nats://', '') });
const store = await openMessageStore(String(process.env.DATABASE_URL));

/** @typedef {{ from: string, to?: string, room?: string, body: string }} Send */

/** @param {Send} send */
const toMessage = (send) => ({ ...send, id: randomUUID(), conversation: send.room ?? [send.from, send.to].sort().join(':') });

nats.subscribe(subjects.send, {
  queue: 'messaging',
  callback: async (_error, request) => {
    const messages = request.json().map(toMessage);
    await store(messages);
    nats.publish(subjects.sent, JSON.stringify(messages));
    request.respond(JSON.stringify(messages.map(({ id }) => id)));
  },
});
await nats.flush();
announceReady();
