/**
 * The one number that a record is judged by, and what it is called.
 * @typedef {import('./plan.mjs').Measurement['figure']} Figure
 */

const readers = {
  perSecond: ({ metrics }) => metrics.perSecond,
  perCore: ({ metrics }) => metrics.perCore ?? metrics.perSecond,
  p50: ({ metrics }) => metrics.latencyMs.p50,
  kbPerSocket: ({ metrics }) => metrics.kbPerSocket,
  seconds: ({ metrics }) => metrics.seconds,
};

const units = { perSecond: '/s', perCore: '/s per core', p50: ' ms p50', kbPerSocket: ' KB/socket', seconds: ' s' };

/** @param {import('./results.mjs').Measured} record */
export const figureOf = (record) => readers[record.figure](record);

/** @param {import('./results.mjs').Measured} record one line of progress */
export function figureText(record) {
  const { scenario, title, target, protocol, faults, cpu, repeat } = record;
  const trouble = Object.entries(faults ?? {}).filter(([, count]) => count);
  const notes = [
    ...(cpu?.cores.foreign > 0.25 ? [`others used ${cpu.cores.foreign} cores`] : []),
    ...trouble.map(([name, count]) => `${name}: ${String(count).slice(0, 120)}`),
  ];
  const name = `${scenario}, ${title}`.padEnd(36);
  return `#${repeat} ${name} ${`${target} (${protocol})`.padEnd(34)} ${figureOf(record)}${units[record.figure]}${notes.map((note) => `  ! ${note}`).join('')}`;
}
