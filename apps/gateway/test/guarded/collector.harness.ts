import { gatewayUrl } from '@parley/testing';
import { createServer, type Server } from 'node:http';

export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, string | number>>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}

const valuesOf = (attributes: readonly Attribute[]): Readonly<Record<string, string | number>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? '']));

/** What the settings of the guarded fleet say (tools/suite/fleet-under-test.mjs). */
const collectorPort = (): number => Number(new URL(gatewayUrl(0)).port) + 90;

/** An OpenTelemetry collector as the fleet sees one: OTLP over HTTP. */
export class Collector {
  readonly spans: CollectedSpan[] = [];
  /** All that came, as it came. */
  text = '';

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Collector> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'POST' && request.url === '/v1/traces') collector.take(Buffer.concat(chunks).toString());
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    const collector = new Collector(server);
    await new Promise<void>((resolve) => server.listen(collectorPort(), '127.0.0.1', resolve));
    return collector;
  }

  /** Every trace of which a step has this attribute, as far as it has come. Other tests make some, too. */
  tracesWith(key: string, value: string): readonly (readonly CollectedSpan[])[] {
    const ids = new Set(this.spans.filter(({ attributes }) => attributes[key] === value).map(({ traceId }) => traceId));
    return [...ids].map((id) => this.spans.filter(({ traceId }) => traceId === id));
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private take(text: string): void {
    this.text += text;
    for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
      const service = String(valuesOf(resource.attributes)['service.name']);
      for (const { spans } of scopeSpans) {
        for (const span of spans) this.spans.push({ ...span, service, attributes: valuesOf(span.attributes) });
      }
    }
  }
}
