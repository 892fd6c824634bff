import { figureOf } from './figures.mjs';
import { rounded, spread } from './load/samples.mjs';

const references = ['ejabberd', 'composed', 'bare'];
const digits = { perSecond: 0, perCore: 1, p50: 2, kbPerSocket: 1, seconds: 1 };

/**
 * @param {import('./results.mjs').Measured[]} records
 * @returns {string} a Markdown table per scenario: medians of the repeats, and ratios to the peers of the same run
 */
export const markdownTables = (records) =>
  [...groupBy(records, ({ scenario }) => scenario)].map(([scenario, some]) => tableOf(scenario, some)).join('\n\n');

/**
 * @param {string} scenario
 * @param {import('./results.mjs').Measured[]} records
 */
function tableOf(scenario, records) {
  const head = [
    'load',
    'target',
    figureTitle[scenario],
    'min–max',
    'p50 ms',
    'p95',
    'p99',
    'server CPU µs',
    'by process',
    'others, cores',
    ...references.map((name) => `× ${name}`),
  ];
  const rows = [...groupBy(records, ({ title }) => title)].flatMap(([title, some]) => rowsOf(title, some));
  return [`### ${scenario}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const figureTitle = {
  direct: 'sends/s',
  room: 'deliveries/s',
  connect: 'connects/s',
  login: 'log-ins/s per core',
  me: 'requests/s',
  idle: 'KB per socket',
  cold: 'seconds',
};

/**
 * @param {string} title
 * @param {import('./results.mjs').Measured[]} records
 */
function rowsOf(title, records) {
  const byTarget = groupBy(records, ({ target, protocol }) => `${target} (${protocol})`);
  const figures = new Map([...byTarget].map(([name, some]) => [name, spread(some.map(figureOf))]));
  return [...byTarget].map(([name, some]) => {
    const own = figures.get(name)?.median;
    const ratios = references.map((reference) => {
      const other = [...figures].find(([key]) => key.startsWith(`${reference} `))?.[1]?.median;
      return own === undefined || other === undefined ? '' : show(own / other, 2);
    });
    return [title, name, ...mainCells(some), ...ratios];
  });
}

/** @param {import('./results.mjs').Measured[]} records of one target under one load */
function mainCells(records) {
  const [{ figure }] = records;
  const places = figure === 'p50' ? digits.perSecond : digits[figure];
  const main = spread(figure === 'p50' ? records.map(({ metrics }) => metrics.perSecond) : records.map(figureOf));
  const latency = ['p50', 'p95', 'p99'].map((name) => show(spread(records.map(({ metrics }) => metrics.latencyMs?.[name]))?.median, 2));
  return [
    show(main?.median, places),
    main === null ? '' : `${show(main.min, places)}–${show(main.max, places)}`,
    ...latency,
    ...cpuCells(records),
    show(spread(records.map(({ cpu }) => cpu?.cores.foreign))?.median, 2),
  ];
}

/**
 * CPU of one operation, a message or a connection: what the servers took together, and who took it.
 * @param {import('./results.mjs').Measured[]} records
 */
function cpuCells(records) {
  const names = Object.keys(records[0].cpu?.microsPerOperation ?? {});
  const shares = names.map((name) => [name, spread(records.map(({ cpu }) => cpu?.microsPerOperation[name]))?.median ?? 0]);
  const servers = shares.filter(([name]) => name !== 'loadGenerator').reduce((sum, [, micros]) => sum + micros, 0);
  // What takes less than a fiftieth is left out.
  const worthTelling = shares.filter(([, micros]) => micros > servers / 50);
  return [names.length === 0 ? '' : show(servers, 0), worthTelling.map(([name, micros]) => `${name} ${show(micros, 0)}`).join(', ')];
}

/**
 * @param {number | null | undefined} value
 * @param {number} places
 */
const show = (value, places) => (value == null ? '' : (rounded(value, places)?.toLocaleString('en-US') ?? ''));

/** @param {string[]} cells */
const line = (cells) => `| ${cells.join(' | ')} |`;

/**
 * @template T
 * @param {T[]} all
 * @param {(one: T) => string} keyOf
 * @returns {Map<string, T[]>} in order of first appearance
 */
function groupBy(all, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
