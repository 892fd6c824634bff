import { Gauge } from 'prom-client';
import type { DataSource } from 'typeorm';
import { measureWaits } from './pool-waits.js';

/** What node-postgres tells of its pool. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

const watched = new Set<DataSource>();

const poolsOf = (): readonly Pool[] => [...watched].flatMap(({ driver }) => (driver as unknown as { readonly master?: Pool }).master ?? []);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** A database that is away has its own alarm; the scrape goes on. */
const waitingIn = async (source: DataSource): Promise<number> => {
  try {
    const [row] = await source.query<{ readonly count: number }[]>('SELECT count(*) AS count FROM outbox WHERE published_at IS NULL');
    return row?.count ?? 0;
  } catch {
    return 0;
  }
};

new Gauge({
  name: 'parley_pool_connections',
  help: 'Connections of the Postgres pool, by state; waiting are callers without one',
  labelNames: ['state'],
  collect() {
    const pools = poolsOf();
    this.set({ state: 'open' }, sum(pools.map(({ totalCount }) => totalCount)));
    this.set({ state: 'idle' }, sum(pools.map(({ idleCount }) => idleCount)));
    this.set({ state: 'waiting' }, sum(pools.map(({ waitingCount }) => waitingCount)));
  },
});

new Gauge({
  name: 'parley_outbox_waiting',
  help: 'Events of this service that the stream does not have yet',
  async collect() {
    this.set(sum(await Promise.all([...watched].map(waitingIn))));
  },
});

/** Shows a database to Prometheus; answers how to end that. */
export const watchDatabase = (source: DataSource): (() => void) => {
  watched.add(source);
  measureWaits(source);
  return () => void watched.delete(source);
};
