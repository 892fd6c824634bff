import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Health } from '@parley/runtime';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, MigrationExecutor } from 'typeorm';
import { watchDatabase } from './database-metrics.js';
import { isTimedOut, isUnavailable, toKnownError } from './postgres-errors.js';
import { textOf, type Prepared } from './prepared.js';
import { rowsOf } from './rows-of.js';
import { tracedStatement } from './traced-statement.js';

/** Anything that runs SQL: the pool, or one transaction. */
export interface Queryable {
  /** Parameterised SQL ($1 …) → rows. @throws {AppError} SERVICE_UNAVAILABLE when Postgres cannot be reached */
  query<Row>(sql: string | Prepared, parameters?: readonly unknown[]): Promise<Row[]>;
}

const migrationLock = 7_021_001;

/** The service's pool. Reads go through it directly; writes through Transactions. */
@Injectable()
export class Database implements Queryable, OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Database.name);
  private unwatch: () => void = () => {};

  constructor(
    readonly source: DataSource,
    health: Health,
  ) {
    health.register('postgres', async () => void (await this.source.query('SELECT 1')));
  }

  /** Connects, waiting for a Postgres that is not up yet, and brings the schema up to date. */
  async onModuleInit(): Promise<void> {
    for (let attempt = 0; !this.source.isInitialized; attempt++) {
      try {
        await this.source.initialize();
      } catch (error) {
        if (!isUnavailable(error)) throw new Error(`DATABASE_URL: ${(error as Error).message}`, { cause: error });
        if (attempt % 20 === 0) this.logger.warn(`waiting for Postgres: ${(error as Error).message}`);
        await delay(250);
      }
    }
    await this.migrate();
    this.unwatch = watchDatabase(this.source);
  }

  async onApplicationShutdown(): Promise<void> {
    this.unwatch();
    if (this.source.isInitialized) await this.source.destroy();
  }

  async query<Row>(sql: string | Prepared, parameters: readonly unknown[] = []): Promise<Row[]> {
    try {
      return rowsOf<Row>(await tracedStatement(sql, () => this.source.query(textOf(sql), [...parameters])));
    } catch (error) {
      throw toKnownError(error);
    }
  }

  /** A statement that is given so long and no longer; null when that was not enough. */
  async queryWithin<Row>(milliseconds: number, sql: string, parameters: readonly unknown[]): Promise<Row[] | null> {
    try {
      return await this.source.transaction(async (manager) => {
        await manager.query(`SET LOCAL statement_timeout = ${Math.ceil(milliseconds)}`);
        return rowsOf<Row>(await tracedStatement(sql, () => manager.query(sql, [...parameters])));
      });
    } catch (error) {
      if (isTimedOut(error)) return null;
      throw toKnownError(error);
    }
  }

  /**
   * Replicas that start together take turns; the lock dies with its connection, so none is ever stale. However large a table is:
   * neither a migration nor who waits for it is cut off as other statements are.
   */
  private async migrate(): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('SET statement_timeout = 0');
      await runner.query('SELECT pg_advisory_lock($1, hashtext(current_schema()))', [migrationLock]);
      const executor = new MigrationExecutor(this.source, runner);
      executor.transaction = 'each';
      const done = await executor.executePendingMigrations();
      if (done.length > 0) this.logger.log(`migrated: ${done.map(({ name }) => name).join(', ')}`);
      await runner.query('SELECT pg_advisory_unlock($1, hashtext(current_schema()))', [migrationLock]);
      await runner.query('RESET statement_timeout');
    } finally {
      await runner.release();
    }
  }
}
