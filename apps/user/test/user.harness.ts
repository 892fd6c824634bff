import { randomBytes } from 'node:crypto';
import type { INestMicroservice } from '@nestjs/common';
import { auth, messaging, newId, notification, type user } from '@parley/contracts';
import { loadConfig, startService } from '@parley/runtime';
import { makeTestDatabase, TestBus, testInfra, type TestDatabase } from '@parley/testing';
import { UserConfig } from '../src/user.config.js';
import { userService } from '../src/user.module.js';

/** The user service on real servers, with messaging's side of the bus in the test's hands. */
export interface UserHarness {
  readonly app: INestMicroservice;
  readonly bus: TestBus;
  readonly database: TestDatabase;
  readonly serverKey: string;
  /** What the service told messaging's mirror. */
  readonly mirrored: readonly messaging.MirrorUserInput[];
  /** What it told auth's. */
  readonly mirroredInAuth: readonly auth.MirrorProfileInput[];
  /** What it told notification of how people want to be told. */
  readonly mirroredRecipients: readonly notification.MirrorRecipientInput[];
  readonly mirroredBlocks: readonly messaging.MirrorBlockInput[];
  close(): Promise<void>;
}

export const startUser = async (): Promise<UserHarness> => {
  const bus = await TestBus.open();
  const mirrored = bus.answer(messaging.mirrorUser, () => null);
  const mirroredInAuth = bus.answer(auth.mirrorProfile, () => null);
  const mirroredRecipients = bus.answer(notification.mirrorRecipient, () => null);
  const mirroredBlocks = bus.answer(messaging.mirrorBlock, () => null);
  const { app, database, serverKey } = await startUserOn(bus);
  const close = async () => {
    await app.close();
    await bus.close();
    await database.close();
  };
  return { app, bus, database, serverKey, mirrored, mirroredInAuth, mirroredRecipients, mirroredBlocks, close };
};

/** The service alone, on a bus where nobody else answers yet. */
export const startUserOn = async (
  bus: TestBus,
): Promise<{ readonly app: INestMicroservice; readonly database: TestDatabase; readonly serverKey: string }> => {
  // Not 'user': that is a reserved word, and the schema's name is not quoted when it is made.
  const database = await makeTestDatabase('user');
  const serverKey = randomBytes(32).toString('base64');
  const config = loadConfig(UserConfig, {
    NODE_ENV: 'test',
    LOG_LEVEL: 'fatal',
    NATS_URL: testInfra().natsUrl,
    NATS_PREFIX: bus.options.prefix,
    DATABASE_URL: database.url,
    DATABASE_POOL: '5',
    REDIS_URL: testInfra().redisUrl,
    SERVER_KEY: serverKey,
  });
  return { app: await startService(userService(config)), database, serverKey };
};

/** Input for a person who differs from every other. */
export const somebody = (given: Partial<user.CreateProfileInput>): user.CreateProfileInput => ({
  userId: newId(),
  username: `ada_${randomBytes(4).toString('hex')}`,
  displayName: 'Ada Lovelace',
  email: 'ada@example.com',
  phone: null,
  publicKey: null,
  dialect: 'v1',
  createdAt: new Date().toISOString(),
  ...given,
});
