import { Histogram } from 'prom-client';
import type { DataSource } from 'typeorm';

const seconds = new Histogram({
  name: 'parley_pool_wait_seconds',
  help: 'Time until a caller of the Postgres pool had a connection',
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
});

type Connected = (...answer: readonly unknown[]) => void;

/** The door of node-postgres's pool that TypeORM goes through. */
interface Pool {
  connect(connected?: Connected): unknown;
}

/** Measures from now on how long callers of a pool wait. */
export const measureWaits = ({ driver }: DataSource): void => {
  const pool = (driver as unknown as { readonly master: Pool }).master;
  const connect = pool.connect.bind(pool);
  pool.connect = (connected) => {
    const end = seconds.startTimer();
    if (connected === undefined) return (connect() as Promise<unknown>).finally(end);
    return connect((...answer) => {
      end();
      connected(...answer);
    });
  };
};
