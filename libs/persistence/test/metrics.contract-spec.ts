import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { newId, type EventEnvelope } from '@parley/contracts';
import { OnEvent } from '@parley/transport';
import { eventually } from '@parley/testing';
import { register } from 'prom-client';
import { noted, openLedger, type LedgerHarness } from './ledger.harness.js';

type Noted = EventEnvelope<{ readonly n: number }>;

@Controller()
class FussyEvents {
  @OnEvent(noted, 'fussy')
  async take({ payload: { n } }: Noted): Promise<void> {
    if (n === 13) throw new Error('never');
  }
}

/** The sample of one series, as Prometheus would read it. */
const sample = async (series: string): Promise<number> => {
  const line = (await register.metrics()).split('\n').find((text) => text.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1));
};

describe('what a service shows Prometheus', () => {
  let ledger: LedgerHarness;
  beforeAll(async () => {
    ledger = await openLedger(FussyEvents);
    await ledger.startReplica();
  });
  afterAll(() => ledger.close());

  it('how late its consumers are, and what they gave up on', async () => {
    expect(await sample('parley_events_parked_total{consumer="fussy"}')).toBe(0);
    for (const n of [1, 13]) {
      await ledger.bus.publish(noted, { id: newId(), subject: noted.subject, occurredAt: new Date().toISOString(), origin: null, payload: { n } });
    }
    await eventually(async () => expect(await sample('parley_event_lag_seconds_count{consumer="fussy"}')).toBe(2), 20_000);
    expect(await sample('parley_events_parked_total{consumer="fussy"}')).toBe(1);
  }, 25_000);

  it('its pool, and what waits in its outbox', async () => {
    expect(await sample('parley_pool_connections{state="open"}')).toBeGreaterThan(0);
    expect(await sample('parley_pool_connections{state="waiting"}')).toBe(0);
    expect(await sample('parley_outbox_waiting')).toBe(0);
    expect(await sample('parley_pool_wait_seconds_count')).toBeGreaterThan(0);
  });
});
