// node bench/reads.mjs [messages] [rounds]: what reading costs when there is much to read. Fills 1,000,000 messages once, in bulk.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { streamReport } from '../tools/cli/report.mjs';
import { Parley } from '../tools/fleet/parley.mjs';
import { freePort } from '../tools/infra/ports.mjs';
import { Site } from '../tools/infra/site.mjs';
import { timings } from '../tools/infra/timings.mjs';
import { ParleyAccounts } from './clients/parley-accounts.mjs';
import { fill, vocabulary } from './reads/fill.mjs';
import { measureRead } from './reads/measure.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = process.env.PARLEY_BENCH ?? path.join(root, '.parley', 'bench');
const count = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 200);
const report = streamReport(process.stdout);

/** @param {string} room @returns {readonly (readonly [string, string])[]} what is measured: a title and a path */
const readsOf = (room) => [
  ['history, newest 50', `/api/chat/channels/${room}/messages?limit=50`],
  ['history, newest 100', `/api/chat/channels/${room}/messages?limit=100`],
  ['200 direct conversations', '/api/dms'],
  ['search, a rare word', `/api/chat/search?query=${vocabulary[4_999]}`],
  ['search, a common word', `/api/chat/search?query=${vocabulary[600]}`],
  ['search, a very common word', `/api/chat/search?query=${vocabulary[0]}`],
  ['search, two words', `/api/chat/search?query=${vocabulary[40]}%20${vocabulary[900]}`],
  ['search, in one room', `/api/chat/search?query=${vocabulary[4_000]}&channelId=${room}`],
];

/** Newest pages of a history whose beginning is far away: each begins where the last one ended. */
async function olderPage(/** @type {string} */ base, /** @type {string} */ room, /** @type {string} */ token) {
  let before = '';
  for (let page = 0; page < 20; page++) {
    const response = await fetch(`${base}/api/chat/channels/${room}/messages?limit=100${before}`, { headers: { authorization: `Bearer ${token}` } });
    before = `&before=${(await response.json()).messages.at(-1).id}`;
  }
  return `/api/chat/channels/${room}/messages?limit=50${before}`;
}

const site = new Site(path.join(folder, 'servers'), { report, timings });
/** @type {Parley | undefined} */
let parley;
try {
  await site.endOrphans();
  const env = { ...process.env, PARLEY_VENDOR: process.env.PARLEY_VENDOR ?? path.join(root, '.parley', 'vendor') };
  const urls = await site.provision(env);
  const port = await freePort();
  const settings = {
    PARLEY_DATA: path.join(folder, 'reads'),
    PARLEY_DATABASE: 'bench_reads',
    PORT: String(port),
    GATEWAYS: '1',
    REPLICAS: undefined,
  };
  const servers = { POSTGRES_URL: urls.postgres, NATS_URL: urls.nats, REDIS_URL: urls.redis };
  parley = new Parley({ root, env: { ...env, ...settings, ...servers, RATE_LIMIT_SCALE: '100000', LOG_LEVEL: 'warn' }, report, timings });
  await parley.start();
  const base = `http://127.0.0.1:${port}`;
  const [reader] = await new ParleyAccounts(base, path.join(folder, 'reads-accounts.json')).first(1);
  if (reader === undefined) throw new Error('no account');
  const database = new URL(urls.postgres);
  database.pathname = 'bench_reads';
  const { room, messages } = await fill({ databaseUrl: database.href, reader: reader.id, count, say: (line) => report.line(`  ${line}`) });
  const reads = [...readsOf(room), ['history, 2,000 messages back', await olderPage(base, room, reader.access)]];
  report.line(
    `\n${messages.toLocaleString('en')} messages, ${rounds} times each, one at a time:\n\n| read | shown | p50, ms | p95, ms |\n| --- | --- | --- | --- |`,
  );
  for (const [title, target] of reads) {
    const { p50, p95, shown } = await measureRead(`${base}${target}`, reader.access, rounds);
    report.line(`| ${title} | ${shown} | ${p50} | ${p95} |`);
  }
} finally {
  await parley?.stop();
  await site.close();
}
