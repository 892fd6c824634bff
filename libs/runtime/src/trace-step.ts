/** What a step does for whom, in OpenTelemetry's words. */
export type StepKind = 'server' | 'client' | 'producer' | 'consumer';

/** Names and numbers only: no text of a message, no token, no address, no name of a person. */
export type StepAttributes = Readonly<Record<string, string | number>>;

export interface StepOptions {
  readonly kind: StepKind;
  readonly attributes?: StepAttributes;
  /** What caused it; null begins a trace. Without it, the step under way. */
  readonly parent?: string | null;
  /** Steps of other traces that it is about as well. */
  readonly links?: readonly string[];
}

/** A step under way; `end` is called once. */
export interface TraceStep {
  /** How it is carried to other processes: W3C trace context. */
  readonly traceparent: string;
  note(attributes: StepAttributes): void;
  /** `failure`: a code or the name of an error, never its text. */
  end(failure?: string): void;
}

/** Where steps go. */
export interface Tracer {
  begin(name: string, options: StepOptions & { readonly parent: string | null }): TraceStep;
  /** Sends what has gathered. */
  close(): Promise<void>;
}
