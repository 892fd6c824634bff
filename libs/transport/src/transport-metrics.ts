import { Counter, Histogram } from 'prom-client';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Of a batch when calls travel together: from the first byte out to the answer. */
export const rpcSeconds = new Histogram({
  name: 'parley_rpc_seconds',
  help: 'Time until a request to another service was answered, as its caller saw it',
  labelNames: ['rpc', 'outcome'],
  buckets,
});

export const rpcSilences = new Counter({
  name: 'parley_rpc_silences_total',
  help: 'Requests without an answer for so long that whatever is idempotent of them is sent once more, as far as that is rationed',
  labelNames: ['rpc'],
});

export const eventLagSeconds = new Histogram({
  name: 'parley_event_lag_seconds',
  help: 'From the moment the stream took an event until a consumer had settled it',
  labelNames: ['consumer'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
});

export const eventsParked = new Counter({
  name: 'parley_events_parked_total',
  help: 'Events that a consumer gave up on after its last try, or the relay at once for their size',
  labelNames: ['consumer'],
});
