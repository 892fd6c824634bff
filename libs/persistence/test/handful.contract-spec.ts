import { Controller, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEvent, type EventOf } from '@parley/contracts';
import { envelopeOf, Inbox, PersistenceModule, Transactions } from '@parley/persistence';
import { loadConfig, RuntimeModule, ServiceConfig, startService } from '@parley/runtime';
import { eventually, makeTestDatabase, TestBus, testInfra, type TestDatabase } from '@parley/testing';
import { NatsTransport, OnEventBatch, TransportModule } from '@parley/transport';

const counted = defineEvent<{ readonly n: number }>('counter.number.counted.v1');
const poison = 13;
const taken: number[][] = [];
const kept = new Set<number>();

@Controller()
class CounterEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
  ) {}

  @OnEventBatch(counted, 'count')
  async count(events: readonly EventOf<typeof counted>[]): Promise<void> {
    taken.push(events.map(({ payload }) => payload.n));
    await this.transactions.run(async (tx) => {
      const fresh = await this.inbox.fresh(tx, 'count', events);
      if (events.some(({ payload }) => payload.n === poison)) throw new Error('thirteen');
      for (const { id, payload } of events) {
        if (!fresh.has(id)) continue;
        expect(kept.has(payload.n)).toBe(false);
        kept.add(payload.n);
      }
    });
  }
}

@Module({ controllers: [CounterEvents] })
class CounterModule {}

describe('a handful of events', () => {
  let bus: TestBus;
  let database: TestDatabase;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    [database, bus] = await Promise.all([makeTestDatabase('counter'), TestBus.open()]);
    // Before anybody consumes: so that they have gathered.
    for (let n = 0; n < 450; n++) {
      const event = envelopeOf(counted, { n }, null);
      await bus.publish(counted, event);
      if (n % 10 === 0) await bus.publish(counted, event);
    }
    const { prefix } = bus.options;
    const config = loadConfig(ServiceConfig, { NODE_ENV: 'test', LOG_LEVEL: 'fatal', NATS_URL: testInfra().natsUrl, NATS_PREFIX: prefix });
    const imports = [
      RuntimeModule.register(),
      TransportModule.register({ natsUrl: testInfra().natsUrl, prefix, service: 'counter', instance: 'counter' }),
      PersistenceModule.register({ url: database.url, service: 'counter', poolSize: 5, entities: [], migrations: [] }),
    ];
    const app = await startService({ service: 'counter', config, module: { module: CounterModule, imports }, strategy: NatsTransport });
    stop = () => app.close();
  });
  afterAll(async () => {
    await stop();
    await bus.close();
    await database.close();
  });

  it('is taken together, each event once, and what cannot succeed is parked alone', async () => {
    await eventually(async () => {
      expect(kept.size).toBe(449);
      expect(await database.query('SELECT consumer, attempts, reason FROM parked_event')).toEqual([
        { consumer: 'count', attempts: 5, reason: 'Error: thirteen' },
      ]);
    }, 20_000);
    expect(kept.has(poison)).toBe(false);
    expect(Math.max(...taken.map(({ length }) => length))).toBeGreaterThan(10);
    expect(Math.max(...taken.map(({ length }) => length))).toBeLessThanOrEqual(200);
  });
});
