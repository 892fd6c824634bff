import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange, reasonOf } from './exchange.mjs';

const stream = { name: 'PARLEY_PROBE', subjects: ['parley.probe'], max_msgs: 1, storage: 'file', num_replicas: 1 };

// More than what is left of a page that the disk has given already: a full disk must be noticed by the first one.
const payload = 'x'.repeat(8192);

/**
 * Stores one message and waits for the acknowledgement. A server whose disk is full may answer its health page and
 * still never acknowledge.
 * @param {number} port
 * @param {number} timeoutMs
 * @returns {Promise<null>}
 */
export async function publishToJetStream(port, timeoutMs) {
  await request(port, `$JS.API.STREAM.CREATE.${stream.name}`, JSON.stringify(stream), timeoutMs);
  await request(port, 'parley.probe', payload, timeoutMs);
  return null;
}

/**
 * One NATS request over a connection of its own.
 * @param {number} port
 * @param {string} subject
 * @param {string} payload
 * @param {number} timeoutMs
 */
function request(port, subject, payload, timeoutMs) {
  const inbox = `_INBOX.${randomBytes(8).toString('hex')}`;
  return exchange({
    port,
    send: `CONNECT {"verbose":false}\r\nSUB ${inbox} 1\r\nPUB ${subject} ${inbox} ${payload.length}\r\n${payload}\r\n`,
    until(received) {
      const refusal = /^-ERR '(.*)'/m.exec(received)?.[1] ?? /"error":\{.*?"description":"(.*?)"/.exec(received)?.[1];
      if (refusal) throw new Error(refusal);
      return /^MSG .*\r\n.*\r\n/m.test(received) ? true : undefined;
    },
    timeoutMs,
  });
}

/**
 * Publishes again and again, and says so when it has failed several times in a row.
 * @param {number} port
 * @param {object} options
 * @param {import('./timings.mjs').Timings} options.timings
 * @param {AbortSignal} options.signal ends the watch
 * @param {(reason: string) => Promise<void>} options.onFailure
 */
export async function watchJetStream(port, { timings, signal, onFailure }) {
  let failures = 0;
  while (await sleep(timings.probeEveryMs, true, { signal, ref: false }).catch(() => false)) {
    const reason = await reasonOf(() => publishToJetStream(port, timings.probeTimeoutMs));
    failures = reason === null ? 0 : failures + 1;
    if (failures < timings.failedProbes || signal.aborted) continue;
    failures = 0;
    await onFailure(`did not store ${timings.failedProbes} messages in a row (${reason})`);
  }
}
