/**
 * One kind of client of one target.
 * @typedef {object} Client
 * @property {(count: number) => Promise<string[]>} users makes accounts where they are missing; how each is written to
 * @property {(index: number) => Promise<Session>} connect opens an authenticated connection of a user
 * @property {(members: number) => Promise<string>} [room] makes a room of the first users
 * @property {(count: number) => Promise<void>} [sockets] prepares to open that many connections, more than there are users
 * @property {(index: number) => Promise<void>} [request] asks once, as that user
 * @property {{ errors: number, dropped: number, last: string | null }} faults of its connections
 *
 * @typedef {object} Session
 * @property {(listener: (body: string) => void) => void} onMessage hears every message's body, or its beginning
 * @property {(address: string, body: string) => Promise<unknown> | void} sendDirect
 * @property {(room: string) => Promise<unknown>} joinRoom
 * @property {(room: string, body: string) => Promise<unknown> | void} sendRoom
 * @property {() => void} close
 */

/** @returns {Client['faults']} */
export const noFaults = () => ({ errors: 0, dropped: 0, last: null });

/**
 * Runs work for 0 … count-1, some at a time.
 * @template T
 * @param {number} count
 * @param {number} atOnce
 * @param {(index: number) => Promise<T>} work
 * @returns {Promise<T[]>} in order
 */
export async function each(count, atOnce, work) {
  /** @type {T[]} */
  const results = new Array(count);
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}

/**
 * @param {Client} client
 * @param {number} count
 */
export const openSessions = (client, count) => each(count, 32, (index) => client.connect(index));
