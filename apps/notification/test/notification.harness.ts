import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { makeTestDatabase, TestBus, testInfra, type TestDatabase } from '@parley/testing';
import { loadConfig, startService } from '@parley/runtime';
import { NotificationConfig } from '../src/notification.config.js';
import { notificationService } from '../src/notification.module.js';

export interface NotificationHarness {
  readonly bus: TestBus;
  readonly database: TestDatabase;
  readonly serverKey: string;
  readonly dataFolder: string;
  /** Items in the outbox directory, oldest first. */
  outbox(): Promise<readonly Readonly<Record<string, string>>[]>;
  close(): Promise<void>;
}

/** The service on a database, bus prefix and data folder of its own. */
export const startNotification = async (): Promise<NotificationHarness> => {
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
  });
  const app = await startService(notificationService(config));
  const folder = join(dataFolder, 'outbox');
  return {
    bus,
    database,
    serverKey,
    dataFolder,
    outbox: async () => {
      const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).sort();
      return Promise.all(files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<string, string>));
    },
    close: async () => {
      await app.close();
      await bus.close();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};
