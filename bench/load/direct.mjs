import { Lanes } from './lanes.mjs';
import { openSessions } from './sessions.mjs';

/**
 * One-to-one: user 2n writes to user 2n+1; a message counts when its recipient has it.
 * @param {import('./main.mjs').Assignment & { load: import('./lanes.mjs').Load & { pairs: number } }} assignment
 */
export async function measureDirect({ client, load, meter }) {
  const people = load.pairs * 2;
  const addresses = await client.users(people);
  const sessions = await openSessions(client, people);
  const send = (/** @type {number} */ pair, /** @type {number} */ _turn, /** @type {string} */ body) =>
    sessions[2 * pair].sendDirect(addresses[2 * pair + 1], body);
  const lanes = new Lanes({ count: load.pairs, receivers: 1, load, send });
  for (let pair = 0; pair < load.pairs; pair++) sessions[2 * pair + 1].onMessage((body) => lanes.arrived(body));
  const result = await lanes.run(meter);
  for (const session of sessions) session.close();
  return result;
}
