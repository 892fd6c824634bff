import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { currentRequestId, currentTrace, inRequest } from './request-context.js';
import type { StepOptions, Tracer } from './trace-step.js';
import { beginStep, endTracing, isTracing, traced, tracedTogether, traceWith } from './tracing.js';

interface Noted extends StepOptions {
  readonly name: string;
  readonly traceparent: string;
  failure?: string | null;
}

describe('tracing', () => {
  let noted: Noted[] = [];
  const tracer: Tracer = {
    begin: (name, options) => {
      const one: Noted = { name, traceparent: `step-${noted.length}`, ...options };
      noted.push(one);
      return { traceparent: one.traceparent, note: () => {}, end: (failure) => void (one.failure = failure ?? null) };
    },
    close: () => Promise.resolve(),
  };
  const notedAs = () => noted.map(({ name, parent, links, failure }) => ({ name, parent, links: links ?? [], failure }));

  beforeEach(() => {
    noted = [];
    traceWith(tracer);
  });
  afterEach(() => traceWith(null));

  it('a step belongs to the one it happens in, whatever is awaited meanwhile, and keeps the request id', async () => {
    const ids = await inRequest('req_1', () =>
      traced('outer', { kind: 'server', parent: null }, async () => {
        await Promise.resolve();
        return traced('inner', { kind: 'client' }, async () => [currentRequestId(), currentTrace()]);
      }),
    );
    expect(ids).toEqual(['req_1', 'step-1']);
    expect(notedAs()).toEqual([
      { name: 'outer', parent: null, links: [], failure: null },
      { name: 'inner', parent: 'step-0', links: [], failure: null },
    ]);
  });

  it('what is done at once for several is a step of each, linked to the first; twice the same is once', async () => {
    const active = await tracedTogether('batch', { kind: 'server' }, ['a', null, 'b', 'a', undefined], async () => currentTrace());
    expect(active).toBe('step-0');
    expect(notedAs()).toEqual([
      { name: 'batch', parent: 'a', links: [], failure: null },
      { name: 'batch', parent: 'b', links: ['step-0'], failure: null },
    ]);
  });

  it('what nobody traces begins no step', async () => {
    expect(await tracedTogether('batch', { kind: 'server' }, [null, undefined], async () => currentTrace())).toBeNull();
    expect(noted).toEqual([]);
  });

  it('a failure is told by its code or class, never by its text', async () => {
    const fail = (error: Error) => traced('x', { kind: 'client' }, () => Promise.reject(error)).catch(() => {});
    await fail(new TypeError('ada@example.org'));
    await fail(Object.assign(new Error('ada@example.org'), { code: 'NOT_A_MEMBER' }));
    expect(noted.map(({ failure }) => failure)).toEqual(['TypeError', 'NOT_A_MEMBER']);
  });

  it('without a collector work is done as if nothing were there', async () => {
    await endTracing();
    expect(isTracing()).toBe(false);
    expect(beginStep('x', { kind: 'client' })).toBeNull();
    expect(await traced('x', { kind: 'client' }, async () => currentTrace())).toBeNull();
    expect(noted).toEqual([]);
  });
});
