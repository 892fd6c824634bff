import type { Dialect } from '@parley/contracts';
import { isTracing, traced } from '@parley/runtime';

/** What our dialects call events; anything else a client may have written there stays out of traces. */
const eventShape = /^[A-Za-z]+(?:[_:-][A-Za-z]+){0,4}$/;
const longestEvent = 40;

const nameOf = (event: string): string => (event.length <= longestEvent && eventShape.test(event) ? event : 'unknown');

/** What a client's frame leads to, as a trace of its own. */
export const tracedFrame = <T>(dialect: Dialect, event: string, work: () => Promise<T>): Promise<T> => {
  if (!isTracing()) return work();
  const name = nameOf(event);
  return traced(`${dialect} ${name}`, { kind: 'server', parent: null, attributes: { 'parley.dialect': dialect, 'parley.event': name } }, work);
};
