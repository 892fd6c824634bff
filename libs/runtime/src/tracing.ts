import { currentTrace, inStep } from './request-context.js';
import type { StepOptions, Tracer, TraceStep } from './trace-step.js';

let tracer: Tracer | null = null;

/** Null ends tracing. */
export const traceWith = (chosen: Tracer | null): void => {
  tracer = chosen;
};

/** Whether anybody wants traces. Without a collector nothing of it is loaded, and no step costs more than this question. */
export const isTracing = (): boolean => tracer !== null;

/** Begins a step that ends elsewhere; null without traces. */
export const beginStep = (name: string, options: StepOptions): TraceStep | null =>
  tracer?.begin(name, { ...options, parent: options.parent === undefined ? currentTrace() : options.parent }) ?? null;

/** The code of an expected failure, the class of any other: texts may hold what is nobody's business. */
const failureOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : typeof error;

/** `work` as a step of the trace that is under way, or of a new one. */
export const traced = async <T>(name: string, options: StepOptions, work: () => Promise<T>): Promise<T> => {
  const step = beginStep(name, options);
  return step === null ? work() : endAfter([step], () => inStep(step.traceparent, work));
};

/**
 * `work` that is done at once for several who asked apart: a step in the trace of each. It goes on in the first; the others
 * are linked to that one.
 */
export const tracedTogether = async <T>(
  name: string,
  options: Omit<StepOptions, 'parent' | 'links'>,
  parents: readonly (string | null | undefined)[],
  work: () => Promise<T>,
): Promise<T> => {
  const [parent, ...others] = [...new Set(parents)].filter((given) => typeof given === 'string');
  const first = parent === undefined ? null : beginStep(name, { ...options, parent });
  if (first === null) return work();
  const steps = others.flatMap((other) => beginStep(name, { ...options, parent: other, links: [first.traceparent] }) ?? []);
  return endAfter([first, ...steps], () => inStep(first.traceparent, work));
};

const endAfter = async <T>(steps: readonly TraceStep[], work: () => Promise<T>): Promise<T> => {
  try {
    const result = await work();
    for (const step of steps) step.end();
    return result;
  } catch (error) {
    for (const step of steps) step.end(failureOf(error));
    throw error;
  }
};

/** Sends what has gathered, and traces no more. */
export const endTracing = async (): Promise<void> => {
  const ended = tracer;
  tracer = null;
  await ended?.close();
};
