import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { definePluralRpc, defineRpc } from '@parley/contracts';
import { eventually, TestBus, testInfra } from '@parley/testing';

class WordInput {
  word!: string;
}

const options = { input: WordInput, errors: [], timeoutMs: 3_000 } as const;
const read = defineRpc<WordInput, string>('sleepy.word.read', { ...options, idempotent: true });
const write = defineRpc<WordInput, string>('sleepy.word.write', options);
const send = definePluralRpc<WordInput, string>('sleepy.word.send', { ...options, idempotent: ({ word }) => word.startsWith('keyed') });

/** What a caller does when the replica that has his request is no more: it never answers, and nobody says so. */
describe('A request that meets silence', () => {
  let bus: TestBus;
  let replica: NatsConnection;
  /** Every batch that arrived, in order. */
  const heard: (readonly string[])[] = [];
  /** Batches that still die unanswered. */
  let deaths = 0;

  beforeAll(async () => {
    bus = await TestBus.open();
    replica = await connect({ servers: testInfra().natsUrl.replace(/^nats:\/\//, '') });
    replica.subscribe(`${bus.options.prefix}rpc.sleepy.>`, {
      callback: (_error, message) => {
        const words = message.json<{ readonly inputs: readonly WordInput[] }>().inputs.map(({ word }) => word);
        heard.push(words);
        if (deaths-- <= 0) message.respond(JSON.stringify({ outcomes: words.map((word) => ({ ok: word.toUpperCase() })) }));
      },
    });
    await replica.flush();
  });

  beforeEach(() => {
    heard.length = 0;
    deaths = 0;
  });

  afterAll(async () => {
    await replica.close();
    await bus.close();
  });

  it('is asked again of whoever is there when it is idempotent, long before its deadline', async () => {
    deaths = 1;
    const start = performance.now();
    expect(await bus.call(read, { word: 'once' })).toBe('ONCE');
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(heard).toEqual([['once'], ['once']]);
  });

  it('is not asked again when it is not', async () => {
    deaths = 1;
    await expect(bus.call(write, { word: 'once' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: 'late' });
    expect(heard).toEqual([['once']]);
  });

  it('is asked no third time', async () => {
    deaths = 3;
    await expect(bus.call(read, { word: 'never' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: 'late' });
    expect(heard).toHaveLength(2);
  });

  it('takes of a batch only those along that may be repeated', async () => {
    deaths = 1;
    const [keyed, bare] = await Promise.allSettled([bus.call(send, { word: 'keyed' }), bus.call(send, { word: 'bare' })]);
    expect(keyed).toEqual({ status: 'fulfilled', value: 'KEYED' });
    expect(bare).toMatchObject({ status: 'rejected', reason: { code: 'SERVICE_UNAVAILABLE' } });
    expect(heard).toEqual([['keyed', 'bare'], ['keyed']]);
  });

  it('holds up nobody who comes after it, though every batch that may be under way has died', async () => {
    deaths = 2;
    const start = performance.now();
    const lost = bus.call(send, { word: 'first' }).catch(() => 'lost');
    await eventually(() => expect(heard).toHaveLength(1), 2_000);
    const alsoLost = bus.call(send, { word: 'second' }).catch(() => 'lost');
    await eventually(() => expect(heard).toHaveLength(2), 2_000);
    expect(await bus.call(send, { word: 'third' })).toBe('THIRD');
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await Promise.all([lost, alsoLost])).toEqual(['lost', 'lost']);
  });

  it('holds up nobody even when no more second tries are granted', async () => {
    const caller = await TestBus.open(bus.options.prefix);
    deaths = 60;
    const spent = Array.from({ length: 60 }, (_, n) => caller.call(read, { word: `spent ${n}` }).catch(() => 'lost'));
    await eventually(() => expect(heard).toHaveLength(60), 2_000);
    deaths = 1_000;
    await Promise.all(spent);
    heard.length = 0;
    const lost = ['keyed 1', 'keyed 2'].map(async (word) => {
      await eventually(() => expect(heard).toHaveLength(word.endsWith('1') ? 0 : 1), 2_000);
      return caller.call(send, { word }).catch(() => 'lost');
    });
    await eventually(() => expect(heard).toEqual([['keyed 1'], ['keyed 2']]), 2_000);
    deaths = 0;
    const start = performance.now();
    expect(await caller.call(send, { word: 'keyed 3' })).toBe('KEYED 3');
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(heard.slice(0, 3)).toEqual([['keyed 1'], ['keyed 2'], ['keyed 3']]);
    expect(await lost[0]).toBe('lost');
    await lost[1];
    await caller.close();
  });
});
