import type { Type } from '@nestjs/common';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { INestMicroservice } from '@nestjs/common';
import { makeTestDatabase, TestBus, testInfra, type TestDatabase } from '@parley/testing';
import { Health, loadConfig, startService } from '@parley/runtime';
import { NotificationConfig } from '../src/notification.config.js';
import { notificationService } from '../src/notification.module.js';

/** A ledger row, as far as tests look. */
export interface LedgerRow {
  readonly channel: string;
  readonly template: string;
  readonly recipient: string;
  readonly state: 'queued' | 'sent' | 'failed' | 'expired';
  readonly attempts: number;
  readonly sealed: string | null;
  readonly next_try_at: Date | null;
  readonly sent_at: Date | null;
  readonly provider_answer: string | null;
  readonly provider_id: string | null;
}

export interface NotificationHarness {
  readonly bus: TestBus;
  readonly database: TestDatabase;
  readonly serverKey: string;
  readonly dataFolder: string;
  /** Of the first replica. */
  readonly health: Health;
  /** Items in the outbox directory, oldest first. */
  outbox(): Promise<readonly Readonly<Record<string, string>>[]>;
  /** The row of one event; throws when it is absent. */
  row(eventId: string): Promise<LedgerRow>;
  /** A part of a replica, the first unless told, for what it does by the clock. */
  part<T>(type: Type<T>, replica?: number): T;
  close(): Promise<void>;
}

/** `replicas` of the service on a database, bus prefix and data folder of their own, with the providers that `env` names. */
export const startNotification = async (env: Readonly<Record<string, string>>, replicas: number): Promise<NotificationHarness> => {
  const [database, bus, dataFolder] = await Promise.all([
    makeTestDatabase('notification'),
    TestBus.open(),
    mkdtemp(join(tmpdir(), 'parley-notification-')),
  ]);
  const serverKey = randomBytes(32).toString('base64');
  const config = loadConfig(NotificationConfig, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'fatal',
    DATABASE_URL: database.url,
    NATS_URL: testInfra().natsUrl,
    NATS_PREFIX: bus.options.prefix,
    SERVER_KEY: serverKey,
    PARLEY_DATA: dataFolder,
    APP_URL: 'http://localhost:3000',
    ...env,
  });
  const apps = await Promise.all(Array.from({ length: replicas }, () => startService(notificationService(config))));
  const folder = join(dataFolder, 'outbox');
  return {
    bus,
    database,
    serverKey,
    dataFolder,
    health: (apps[0] as INestMicroservice).get(Health, { strict: false }),
    outbox: async () => {
      const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).sort();
      return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, string>));
    },
    row: async (eventId) => {
      const [row] = await database.query<LedgerRow>('SELECT * FROM delivery WHERE id = $1', [eventId]);
      if (row === undefined) throw new Error(`${eventId} is not in the ledger`);
      return row;
    },
    part: (type, replica = 0) => {
      const app = apps[replica];
      if (app === undefined) throw new Error('no replica');
      return app.get(type, { strict: false });
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.close()));
      await bus.close();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};
