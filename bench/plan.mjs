/**
 * @typedef {object} Measurement
 * @property {'direct' | 'room' | 'connect' | 'idle' | 'login' | 'me' | 'cold'} scenario
 * @property {string} title
 * @property {Record<string, number>} load
 * @property {'perSecond' | 'perCore' | 'p50' | 'kbPerSocket' | 'seconds'} figure what it is judged by
 */

export const scenarios = ['direct', 'room', 'connect', 'idle', 'login', 'me', 'cold'];

/**
 * @param {{ quick: boolean, only: string[] }} options `only`: scenarios; none means all
 * @returns {Measurement[]}
 */
export function planOf({ quick, only }) {
  const time = quick ? { warmupSeconds: 1, seconds: 2 } : { warmupSeconds: 2, seconds: 6 };
  const message = { ...time, bodyBytes: 100 };
  const few = quick ? 0.25 : 1;
  /** @type {Measurement[]} */
  const plan = [
    { scenario: 'direct', title: '1 in flight', load: { pairs: 1, window: 1, ...message }, figure: 'p50' },
    { scenario: 'direct', title: '32 in flight', load: { pairs: 32, window: 1, ...message }, figure: 'perSecond' },
    { scenario: 'direct', title: '512 in flight', load: { pairs: 256, window: 2, ...message }, figure: 'perSecond' },
    { scenario: 'direct', title: '1,000 a second', load: { pairs: 32, perSecond: 1_000, ...message }, figure: 'p50' },
    { scenario: 'room', title: '10 members', load: { members: 10, window: 4, ...message }, figure: 'perSecond' },
    { scenario: 'room', title: '100 members', load: { members: 100, window: 4, ...message }, figure: 'perSecond' },
    // Each newcomer is announced to those before him: 125,000 frames that have to be through before it counts.
    { scenario: 'room', title: '500 members', load: { members: 500, window: 4, ...message, warmupSeconds: 4 }, figure: 'perSecond' },
    { scenario: 'room', title: '100 members, 100 a second', load: { members: 100, perSecond: 100, ...message }, figure: 'p50' },
    { scenario: 'connect', title: '50 at once', load: { sockets: 2_000 * few, warmupSockets: 500 * few, atOnce: 50 }, figure: 'perSecond' },
    { scenario: 'idle', title: '2,500 sockets', load: { sockets: 2_500, steps: 5, atOnce: 50, restSeconds: 2 }, figure: 'kbPerSocket' },
    // At 40 a second what a log-in runs is interpreted for minutes, before it is compiled: as many calls as 2 s of messages are.
    { scenario: 'login', title: '16 at once', load: { ...time, warmupSeconds: quick ? 5 : 120, atOnce: 16 }, figure: 'perCore' },
    { scenario: 'me', title: '32 at once', load: { ...time, atOnce: 32 }, figure: 'perSecond' },
    { scenario: 'cold', title: 'empty data folder', load: {}, figure: 'seconds' },
  ];
  return plan.filter(({ scenario }) => only.length === 0 || only.includes(scenario));
}
