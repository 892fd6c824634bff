import { Module, type DynamicModule, type INestMicroservice, type Type } from '@nestjs/common';
import { defineEvent } from '@parley/contracts';
import { Database, EventErasure, Inbox, Outbox, PersistenceModule, Transactions } from '@parley/persistence';
import { loadConfig, RuntimeModule, ServiceConfig, startService } from '@parley/runtime';
import { EventStream, NatsTransport, TransportModule, type TransportOptions } from '@parley/transport';
import { makeTestDatabase, TestBus, testInfra, type TestDatabase } from '@parley/testing';

export const noted = defineEvent<{ readonly n: number }>('ledger.note.noted.v1');

@Module({})
class LedgerModule {
  static register(transport: TransportOptions, url: string, consumers: readonly Type[]): DynamicModule {
    return {
      module: LedgerModule,
      controllers: [...consumers],
      imports: [
        RuntimeModule.register(),
        TransportModule.register(transport),
        PersistenceModule.register({ url, service: 'ledger', poolSize: 5, migrations: [] }),
      ],
    };
  }
}

export interface Replica {
  readonly transactions: Transactions;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly eventStream: EventStream;
  readonly database: Database;
  readonly erasure: EventErasure;
  close(): Promise<void>;
}

export interface LedgerHarness {
  readonly bus: TestBus;
  readonly database: TestDatabase;
  /** One more process of the service on the same database. */
  startReplica(): Promise<Replica>;
  close(): Promise<void>;
}

/** A service that owns nothing but an outbox, an inbox and the consumers it is given. */
export const openLedger = async (...consumers: readonly Type[]): Promise<LedgerHarness> => {
  const [database, bus] = await Promise.all([makeTestDatabase('ledger'), TestBus.open()]);
  const prefix = bus.options.prefix;
  const apps: INestMicroservice[] = [];
  const config = loadConfig(ServiceConfig, { NODE_ENV: 'test', LOG_LEVEL: 'fatal', NATS_URL: testInfra().natsUrl, NATS_PREFIX: prefix });
  return {
    bus,
    database,
    startReplica: async () => {
      const transport = { natsUrl: testInfra().natsUrl, prefix, service: 'ledger', instance: `ledger-${apps.length + 1}` };
      const app = await startService({
        service: 'ledger',
        config,
        module: LedgerModule.register(transport, database.url, consumers),
        strategy: NatsTransport,
      });
      apps.push(app);
      const close = async (): Promise<void> => {
        apps.splice(apps.indexOf(app), 1);
        await app.close();
      };
      return {
        transactions: app.get(Transactions),
        outbox: app.get(Outbox),
        inbox: app.get(Inbox),
        eventStream: app.get(EventStream),
        database: app.get(Database),
        erasure: app.get(EventErasure),
        close,
      };
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.close()));
      await bus.close();
      await database.close();
    },
  };
};
