import { Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';

const keptLatencies = 1_000;
const windowSeconds = 60;

/** Counts of one second. */
interface Tally {
  second: number;
  requests: number;
  failures: number;
}

const histogram = new Histogram({
  name: 'parley_http_request_seconds',
  help: 'Time to answer an HTTP request, by route and class of status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

/** How the HTTP requests of this replica went lately (A-CB-75), and a histogram of all for Prometheus. */
@Injectable()
export class RequestMeter {
  private readonly latencies = new Float64Array(keptLatencies);
  private count = 0;
  private readonly tallies: Tally[] = Array.from({ length: windowSeconds }, () => ({ second: -1, requests: 0, failures: 0 }));

  /** `route`: the pattern, never the path, whose ids would each make a series. */
  note(method: string, route: string, status: number, ms: number): void {
    histogram.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1_000);
    this.latencies[this.count++ % keptLatencies] = ms;
    const tally = this.tallyOf(Math.floor(performance.now() / 1_000));
    tally.requests += 1;
    if (status >= 500) tally.failures += 1;
  }

  /** Mean of the last 1,000 requests, in milliseconds; 0 before the first. */
  get averageLatencyMs(): number {
    const kept = Math.min(this.count, keptLatencies);
    return kept === 0 ? 0 : this.latencies.subarray(0, kept).reduce((sum, ms) => sum + ms, 0) / kept;
  }

  /** Share of requests of the last 60 s that were answered 5xx, in percent. */
  get errorPercent(): number {
    const since = Math.floor(performance.now() / 1_000) - windowSeconds;
    const recent = this.tallies.filter(({ second }) => second > since);
    const requests = recent.reduce((sum, tally) => sum + tally.requests, 0);
    return requests === 0 ? 0 : (recent.reduce((sum, tally) => sum + tally.failures, 0) / requests) * 100;
  }

  private tallyOf(second: number): Tally {
    const index = second % windowSeconds;
    const found = this.tallies[index];
    if (found?.second === second) return found;
    return (this.tallies[index] = { second, requests: 0, failures: 0 });
  }
}
