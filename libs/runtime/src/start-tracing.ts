import type { ServiceConfig } from './service.config.js';
import { traceWith } from './tracing.js';

type Settings = Pick<ServiceConfig, 'INSTANCE' | 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_TRACES_SAMPLER_ARG'>;

/** Sends traces to a collector, if one is configured; OpenTelemetry is loaded only then. */
export const startTracing = async (service: string, config: Settings): Promise<void> => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  if (endpoint === undefined) return;
  const { openTracer } = await import('./open-telemetry.js');
  traceWith(openTracer({ service, instance: config.INSTANCE ?? service, endpoint, ratio }));
};
