import { Lanes } from './lanes.mjs';
import { each, openSessions } from './sessions.mjs';

/**
 * One room: its members speak in turn; a delivery is one message at one member, the speaker included.
 * @param {import('./main.mjs').Assignment & { load: import('./lanes.mjs').Load & { members: number } }} assignment
 */
export async function measureRoom({ client, load, meter }) {
  await client.users(load.members);
  const room = await client.room(load.members);
  const sessions = await openSessions(client, load.members);
  await sessions[0].joinRoom(room);
  await each(load.members - 1, 16, (index) => sessions[index + 1].joinRoom(room));
  const send = (/** @type {number} */ _lane, /** @type {number} */ turn, /** @type {string} */ body) =>
    sessions[turn % load.members].sendRoom(room, body);
  const lanes = new Lanes({ count: 1, receivers: load.members, load, send });
  for (const session of sessions) session.onMessage((body) => lanes.arrived(body));
  const result = await lanes.run(meter);
  for (const session of sessions) session.close();
  return result;
}
