import type { EventEnvelope } from '@parley/contracts';
import { isTracing, tracedTogether } from '@parley/runtime';
import type { Parcel } from './waiting-events.js';

const traceOf = (json: string): string | undefined => (JSON.parse(json) as EventEnvelope<unknown>).origin?.traceparent;

/** Publishing as a step in the trace of each event of a parcel. */
export const publishTraced = (parcel: Parcel, publish: () => Promise<number>): Promise<number> => {
  if (!isTracing()) return publish();
  const attributes = { 'messaging.destination.name': parcel[0]?.subject ?? '' };
  return tracedTogether(
    'publish events',
    { kind: 'producer', attributes },
    parcel.map(({ json }) => traceOf(json)),
    publish,
  );
};
