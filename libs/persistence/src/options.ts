import type { MigrationInterface } from 'typeorm';

/** Where a service keeps things. */
export abstract class DatabaseOptions {
  /** `postgres://role:password@host:port/database`; the role's search_path is the service's schema. */
  abstract readonly url: string;
  /** The app's name, shown in pg_stat_activity. */
  abstract readonly service: string;
  /** Connections one process may hold. */
  abstract readonly poolSize: number;
  /** In the order in which they are made. */
  abstract readonly migrations: readonly (new () => MigrationInterface)[];
}
