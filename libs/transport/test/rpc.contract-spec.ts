import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { eventually, type TestBus } from '@parley/testing';
import { count, grow, never, nobody, rumours, seen, shout, slow, startEcho, whisper } from './echo.harness.js';

describe('RPC over NATS', () => {
  let bus: TestBus;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ bus, close } = await startEcho());
  });

  afterAll(() => close());

  it('answers with what the handler returns', async () => {
    expect(await bus.call(shout, { word: 'hello' })).toBe('HELLO');
  });

  it('is measured, whether it was answered or not', async () => {
    await bus.call(shout, { word: 'hello' });
    await bus.call(nobody, { word: 'hello' }).catch(() => null);
    const text = await register.metrics();
    expect(text).toMatch(/parley_rpc_seconds_count\{rpc="echo.word.shout",outcome="answered"\} [1-9]/);
    expect(text).toMatch(/parley_rpc_seconds_count\{rpc="nobody.word.shout",outcome="failed"\} [1-9]/);
  });

  it('refuses an invalid input with the fields that are wrong, before the handler', async () => {
    await expect(bus.call(shout, { word: 'much too long' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { word: expect.stringContaining('10') },
    });
    await expect(bus.call(shout, 'no object' as never)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('refuses what no message can hold, for good and alone', async () => {
    const word = 'x'.repeat(3 * 1024 ** 2);
    await expect(bus.call(shout, { word })).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
    const together = ['abc', word, 'ab'].map((one) => bus.call(count, { word: one }).catch((error: { readonly code: string }) => error.code));
    expect(await Promise.all(together)).toEqual([3, 'BODY_TOO_LARGE', 2]);
  });

  it('carries an expected failure with its details', async () => {
    await expect(bus.call(shout, { word: 'absent' })).rejects.toMatchObject({
      code: 'USER_NOT_FOUND',
      kind: 'not_found',
      details: { word: 'absent' },
    });
  });

  it('turns a bug into INTERNAL and lives on', async () => {
    const failure = await bus.call(shout, { word: 'bug' }).catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'INTERNAL', details: {} });
    expect(JSON.stringify(failure)).not.toContain('a bug');
    expect(await bus.call(shout, { word: 'alive' })).toBe('ALIVE');
  });

  it('answers what is under way when its process is told to stop, and waits for nobody who has given up', async () => {
    const other = await startEcho();
    const reply = other.bus.call(slow, { word: 'x' });
    const abandoned = other.bus.call(never, { word: 'x' }).catch((error: Error) => error);
    await eventually(() => expect(seen.begun).toBe(2), 2_000);
    await other.stop();
    expect(await reply).toBe('slow x');
    expect(await abandoned).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await other.bus.close();
  });

  it('gives up on a slow responder at the deadline of the contract', async () => {
    const start = Date.now();
    await expect(bus.call(never, { word: 'x' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: 'late' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(140);
  });

  it('asks again while nobody listens, until the deadline', async () => {
    const start = Date.now();
    await expect(bus.call(nobody, { word: 'x' })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: 'absent' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(150);
  });

  it('reaches a responder that comes up while the caller waits', async () => {
    const reply = bus.call({ ...nobody, subject: 'late.word.shout', timeoutMs: 5_000 }, { word: 'x' });
    bus.answer({ ...nobody, subject: 'late.word.shout' }, ({ word }) => `late ${word}`);
    expect(await reply).toBe('late x');
  });

  it('brings a reply larger than one message in parts', async () => {
    const text = await bus.call(grow, { size: '3000000' });
    expect(text).toHaveLength(3_000_000);
    expect(new Set(text)).toEqual(new Set(['ü']));
  });

  it('sends plural calls of one moment together, with a result or an error each', async () => {
    seen.batches.length = 0;
    const words = Array.from({ length: 40 }, (_, n) => (n === 7 ? 'absent' : n === 9 ? 'much too long' : 'x'.repeat(n % 10)));
    const results = await Promise.allSettled(words.map((word) => bus.call(count, { word })));
    expect(results[7]).toMatchObject({ status: 'rejected', reason: { code: 'USER_NOT_FOUND' } });
    expect(results[9]).toMatchObject({ status: 'rejected', reason: { code: 'INPUT_INVALID' } });
    expect(results[8]).toEqual({ status: 'fulfilled', value: 8 });
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(38);
    expect(seen.batches).toEqual([39]);
  });

  it('fails every call of a batch whose handler has a bug, and only those', async () => {
    const [one, two] = await Promise.allSettled([bus.call(count, { word: 'bug' }), bus.call(count, { word: 'x' })]);
    expect([one, two]).toEqual(
      [1, 2].map(() => expect.objectContaining({ status: 'rejected', reason: expect.objectContaining({ code: 'INTERNAL' }) })),
    );
    expect(await bus.call(count, { word: 'xyz' })).toBe(3);
  });

  it('delivers signals, and survives a listener that throws', async () => {
    bus.signals.publish(whisper, 'bug');
    bus.signals.publish(whisper, 'psst');
    await eventually(() => expect(seen.whispers).toEqual(['psst']), 2_000);
  });

  it('sends a list that is larger than one message in several, in order, and loses only what can never fit', async () => {
    const items = Array.from({ length: 40 }, (_, n) => `${n} ${'ü'.repeat(50_000)}`);
    bus.signals.publishList(rumours, items);
    await eventually(() => expect(seen.rumours.map((item) => Number(item.split(' ')[0]))).toEqual(items.map((_, n) => n)), 5_000);
    bus.signals.publishList(rumours, ['x'.repeat(10_000_000)]);
    bus.signals.publishList(rumours, ['after']);
    await eventually(() => expect(seen.rumours.at(-1)).toBe('after'), 2_000);
  });
});
