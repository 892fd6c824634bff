import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Link, type Span, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-node';
import { ATTR_ERROR_TYPE, ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import type { StepKind, Tracer, TraceStep } from './trace-step.js';

const kinds: Readonly<Record<StepKind, SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** A collector that does not answer holds up nobody's end. */
const exportTimeoutMs = 3_000;

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

const contextOf = (traceparent: string | null): SpanContext | null => {
  const [, traceId, spanId, flags] = shape.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
};

const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string => `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

const stepOf = (span: Span): TraceStep => ({
  traceparent: traceparentOf(span.spanContext()),
  note: (attributes) => void span.setAttributes(attributes),
  end: (failure) => {
    if (failure !== undefined) span.setAttribute(ATTR_ERROR_TYPE, failure).setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  },
});

export interface Collector {
  /** Of the app and of this process. */
  readonly service: string;
  readonly instance: string;
  /** Begins the address: `/v1/traces` follows. */
  readonly endpoint: string;
  /** Share of traces that are kept, 0 to 1; decided where a trace begins. */
  readonly ratio: number;
}

/** Sends steps as OpenTelemetry's spans to a collector, by OTLP over HTTP, a few thousand at most waiting. */
export const openTracer = ({ service, instance, endpoint, ratio }: Collector): Tracer => {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: exportTimeoutMs });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: service, 'service.instance.id': instance }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  const tracer = provider.getTracer('parley');
  return {
    begin: (name, { kind, attributes, parent, links }) => {
      const from = contextOf(parent);
      const linked: readonly Link[] = (links ?? []).flatMap((link) => {
        const context = contextOf(link);
        return context === null ? [] : [{ context }];
      });
      const span = tracer.startSpan(
        name,
        { kind: kinds[kind], attributes: { ...attributes }, links: [...linked], root: from === null },
        from === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, from),
      );
      return stepOf(span);
    },
    // Spans that nobody takes are lost; that must not make the end of a process a failure.
    close: () => provider.shutdown().catch(() => {}),
  };
};
