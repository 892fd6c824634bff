import { Logger } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import { AckPolicy, DeliverPolicy, jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { AppError, parseId, type EventContract, type EventEnvelope } from '@parley/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { isTracing, tracedTogether } from '@parley/runtime';
import type { EventStream } from './event-stream.js';
import type { EventExtras } from './on-event.decorator.js';
import type { TransportOptions } from './options.js';
import type { ParkingLot } from './parking-lot.js';
import { eventLagSeconds, eventsParked } from './transport-metrics.js';
import { eventSubject, readJson } from './wire.js';

/** Failures before an event is parked, and the wait after each. A neighbour or a server that is away is no fault of the event. */
const maxFailures = 5;
const maxAbsences = 600;
const absenceWaitMs = 1_000;
const waitsMs = [100, 500, 2_000, 5_000] as const;
const ackWaitMs = 30_000;

/** Runs the durable consumers of a service: one per handler, one message of events at a time, in order. */
export class EventListener {
  private readonly logger = new Logger(EventListener.name);
  private readonly streams: ConsumerMessages[] = [];
  private readonly loops: Promise<void>[] = [];
  private readonly closing = new AbortController();

  constructor(
    private readonly connection: NatsConnection,
    private readonly options: TransportOptions,
    private readonly eventStream: EventStream,
    private readonly parkingLot: ParkingLot,
  ) {}

  listen(handler: MessageHandler, extras: EventExtras): void {
    // Shown from the start: the first of a series that begins at 1 is no increase to Prometheus.
    eventsParked.inc({ consumer: extras.consumer }, 0);
    this.loops.push(this.run(handler, extras));
  }

  /** Stops taking events and waits for the one under way. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.streams.map((messages) => messages.close()));
    await Promise.all(this.loops);
  }

  /** Consumes until closed; a lost stream, consumer or server is met by starting over. */
  private async run(handler: MessageHandler, extras: EventExtras): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        const messages = await this.open(extras);
        this.streams.push(messages);
        // Opened meanwhile, `close` has not seen it. Its end is heard by reading it.
        if (this.closing.signal.aborted) void messages.close();
        for await (const message of messages) await this.deliver(handler, extras, message);
      } catch (error) {
        if (this.closing.signal.aborted) return;
        this.logger.warn(`${extras.consumer}: ${(error as Error).message}; starting over`);
        await delay(500);
      }
    }
  }

  private async open({ contract, consumer }: EventExtras): Promise<ConsumerMessages> {
    const source = contract.subject.split('.')[0] ?? '';
    const stream = await this.eventStream.ensure(source);
    const name = `${this.options.service}_${consumer}`;
    const manager = await this.eventStream.jsm();
    await manager.consumers.add(stream, {
      durable_name: name,
      filter_subject: eventSubject(this.options.prefix, contract.subject),
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ackWaitMs),
      // Of this consumer one message is out at a time, so order holds over replicas and retries.
      max_ack_pending: 1,
    });
    const found = await jetstream(this.connection).consumers.get(stream, name);
    return found.consume({ max_messages: 1, idle_heartbeat: 5_000, abort_on_missing_resource: true });
  }

  /** Settles what travelled together, event by event in order; what is not settled when the process ends comes again. */
  private async deliver(handler: MessageHandler, extras: EventExtras, message: JsMsg): Promise<void> {
    const keepAlive = setInterval(() => message.working(), ackWaitMs / 3);
    try {
      const isSettled = await this.settleAll(handler, extras, message);
      if (isSettled) {
        eventLagSeconds.observe({ consumer: extras.consumer }, lagOf(message));
        await message.ackAck();
      } else message.nak();
    } catch (error) {
      message.nak();
      throw error;
    } finally {
      clearInterval(keepAlive);
    }
  }

  private async settleAll(handler: MessageHandler, extras: EventExtras, message: JsMsg): Promise<boolean> {
    const events = eventsIn(message);
    // A plural handler takes all at once; when that fails, one by one, so that a bad event is alone.
    const isTakenWhole = extras.isPlural && events.length > 1 && events.every((event) => isEventOf(extras.contract, event));
    if (isTakenWhole && (await attempt(extras, handler, events)) === null) return true;
    for (const event of events) if (!(await this.settle(handler, extras, event))) return false;
    return true;
  }

  /** Tries until the event is handled or parked; false when the process ends meanwhile. What is no event is not tried: it would stay none. */
  private async settle(handler: MessageHandler, extras: EventExtras, event: unknown): Promise<boolean> {
    const { contract, consumer } = extras;
    if (!isEventOf(contract, event)) return this.park(extras, event, `not an event of ${contract.subject}`, 0);
    for (let failures = 0, absences = 0; ;) {
      const failure = await attempt(extras, handler, [event]);
      if (failure === null) return true;
      const isAbsence = failure instanceof AppError && failure.code === 'SERVICE_UNAVAILABLE';
      if (isAbsence) absences += 1;
      else failures += 1;
      const reason = failure instanceof Error ? `${failure.name}: ${failure.message}` : JSON.stringify(failure);
      this.logger.warn(`${consumer}: attempt ${failures + absences} failed: ${reason}`);
      if (failures === maxFailures || absences === maxAbsences) return this.park(extras, event, reason, failures + absences);
      await delay(isAbsence ? absenceWaitMs : waitsMs[failures - 1], undefined, { signal: this.closing.signal }).catch(() => {});
      if (this.closing.signal.aborted) return false;
    }
  }

  private async park({ contract: { subject }, consumer }: EventExtras, event: unknown, reason: string, attempts: number): Promise<true> {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    eventsParked.inc({ consumer });
    await this.parkingLot.park({ consumer, subject, body, reason, attempts });
    return true;
  }
}

/** Whether it has the shape of an envelope, and says that it is one of these; its payload is the handler's to judge. */
const isEventOf = ({ subject }: EventContract<unknown>, event: unknown): boolean => {
  const { id, subject: own, payload } = (event ?? {}) as Partial<EventEnvelope<unknown>>;
  return typeof id === 'string' && parseId(id) !== null && own === subject && typeof payload === 'object' && payload !== null;
};

/** Seconds since the stream took it. */
const lagOf = ({ info }: JsMsg): number => Math.max(0, Date.now() - info.timestampNanos / 1_000_000) / 1_000;

/** What a message brings, in order; as text when it is not even JSON. */
const eventsIn = (message: JsMsg): readonly unknown[] => {
  const body = readJson<unknown>(message) ?? message.string();
  return Array.isArray(body) ? body : [body];
};

const traceOf = (event: unknown): string | null => (event as Partial<EventEnvelope<unknown>> | null)?.origin?.traceparent ?? null;

/** Null, or why the handler did not take the events. */
const attempt = async ({ contract, consumer, isPlural }: EventExtras, handler: MessageHandler, events: readonly unknown[]): Promise<unknown> => {
  const take = async (): Promise<null> => {
    const result = (await handler(isPlural ? events : events[0])) as { readonly failure: unknown } | null;
    if (result !== null) throw result.failure;
    return null;
  };
  try {
    const attributes = { 'messaging.destination.name': contract.subject };
    return await (isTracing() ? tracedTogether(`${consumer} takes`, { kind: 'consumer', attributes }, events.map(traceOf), take) : take());
  } catch (error) {
    return error;
  }
};
