import pg from 'pg';
import { DataSource } from 'typeorm';
import { CreateOutboxInbox1763500000000 } from './migrations/1763500000000-create-outbox-inbox.js';
import { KeepEnvelopesAsText1763820000000 } from './migrations/1763820000000-keep-envelopes-as-text.js';
import type { DatabaseOptions } from './options.js';

const int8 = 20;
// Sequences and counts stay below 2^53.
pg.types.setTypeParser(int8, Number);

/** The one DataSource of a service, for the running process and for TypeORM's command line. */
export const makeDataSource = (options: DatabaseOptions): DataSource =>
  new DataSource({
    type: 'postgres',
    driver: pg,
    url: options.url,
    migrations: [CreateOutboxInbox1763500000000, KeepEnvelopesAsText1763820000000, ...options.migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: options.poolSize,
    connectTimeoutMS: 2_000,
    applicationName: `parley-${options.service}`,
    extra: { keepAlive: true, statement_timeout: 10_000, idle_in_transaction_session_timeout: 15_000 },
  });
