import type { SessionId, UserId } from './ids.js';

/** The five public dialects. */
export const dialects = ['connectbest', 'chatrooms', 'reals2chat', 'umoc', 'v1'] as const;
export type Dialect = (typeof dialects)[number];

/** Who caused a change, and through which client: presenters use it to skip the sender's own session. */
export interface Origin {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly dialect: Dialect;
}

/** The origin of an event, and the step of a trace that caused it (W3C trace context); the latter only while somebody traces. */
export interface EventOrigin extends Origin {
  readonly traceparent?: string;
}

/** A fact, durable: outbox row in the writer's transaction → JetStream → idempotent consumer. */
export interface EventContract<P> {
  /** `service.noun.past.vN` */
  readonly subject: string;
  /** Carries the payload type; never set. */
  readonly payload?: P;
}

/** An event as it is stored, relayed and pushed live. */
export interface EventEnvelope<P> {
  readonly id: string;
  readonly subject: string;
  /** ISO 8601 UTC. */
  readonly occurredAt: string;
  /** Null when the system itself acted (expiry, schedule). */
  readonly origin: EventOrigin | null;
  readonly payload: P;
}

/** The envelope of a contract's events. */
export type EventOf<C> = C extends EventContract<infer P> ? EventEnvelope<P> : never;

/** The payload of a contract's events or signals. */
export type PayloadOf<C extends { readonly payload?: unknown }> = NonNullable<C['payload']>;

export const defineEvent = <P>(subject: string): EventContract<P> => ({ subject });

/** Something fleeting that may be lost: typing, presence, a live hint. Every process that listens hears it, over core NATS. */
export interface SignalContract<P> {
  readonly subject: string;
  /** Carries the payload type; never set. */
  readonly payload?: P;
}

export const defineSignal = <P>(subject: string): SignalContract<P> => ({ subject });

/** The events a service has just committed, in order, for every gateway to push to its own sockets. Repaired by sync when lost. */
export const liveEvents = defineSignal<readonly EventEnvelope<unknown>[]>('live.events');
