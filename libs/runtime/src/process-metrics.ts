import { collectDefaultMetrics } from 'prom-client';

/** How often the event loop's delay is looked at. At the library's 10 ms an idle process spends more on that than on all else. */
const lookMs = 100;

/** Shows this process to Prometheus: CPU, memory, garbage, event loop (whose delays include the 100 ms between two looks). */
export const watchProcess = (): void => collectDefaultMetrics({ eventLoopMonitoringPrecision: lookMs });
