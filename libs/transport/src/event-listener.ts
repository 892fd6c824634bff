import { Logger } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import { AckPolicy, DeliverPolicy, jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import type { EventEnvelope } from '@parley/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventStream } from './event-stream.js';
import type { EventExtras } from './on-event.decorator.js';
import type { TransportOptions } from './options.js';
import type { ParkingLot } from './parking-lot.js';
import { eventSubject } from './wire.js';

/** Tries before an event is parked, and the wait after each failed one. */
const maxAttempts = 5;
const waitsMs = [100, 500, 2_000, 5_000] as const;
const ackWaitMs = 30_000;

/** Runs the durable consumers of a service: one per handler, one message at a time, in order. */
export class EventListener {
  private readonly logger = new Logger(EventListener.name);
  private readonly streams: ConsumerMessages[] = [];
  private readonly loops: Promise<void>[] = [];
  private isClosing = false;

  constructor(
    private readonly connection: NatsConnection,
    private readonly options: TransportOptions,
    private readonly eventStream: EventStream,
    private readonly parkingLot: ParkingLot,
  ) {}

  listen(handler: MessageHandler, extras: EventExtras): void {
    this.loops.push(this.run(handler, extras));
  }

  /** Stops taking events and waits for the one under way. */
  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all(this.streams.map((messages) => messages.close()));
    await Promise.all(this.loops);
  }

  /** Consumes until closed; a lost stream, consumer or server is met by starting over. */
  private async run(handler: MessageHandler, extras: EventExtras): Promise<void> {
    while (!this.isClosing) {
      try {
        const messages = await this.open(extras);
        this.streams.push(messages);
        for await (const message of messages) await this.deliver(handler, extras, message);
      } catch (error) {
        if (this.isClosing) return;
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

  private async deliver(handler: MessageHandler, extras: EventExtras, message: JsMsg): Promise<void> {
    const attempts = message.info.deliveryCount;
    const keepAlive = setInterval(() => message.working(), ackWaitMs / 3);
    const failure = await this.attempt(handler, message);
    clearInterval(keepAlive);
    if (failure === null) return void (await message.ackAck());
    const reason = failure instanceof Error ? `${failure.name}: ${failure.message}` : JSON.stringify(failure);
    this.logger.warn(`${extras.consumer}: attempt ${attempts} of ${maxAttempts} failed: ${reason}`);
    if (attempts < maxAttempts) return message.nak(waitsMs[attempts - 1] ?? waitsMs[waitsMs.length - 1]);
    const { subject } = extras.contract;
    await this.parkingLot.park({ consumer: extras.consumer, subject, body: message.string(), reason, attempts });
    message.term();
  }

  private async attempt(handler: MessageHandler, message: JsMsg): Promise<unknown> {
    try {
      const result = (await handler(message.json<EventEnvelope<unknown>>())) as { readonly failure: unknown } | null;
      return result === null ? null : result.failure;
    } catch (error) {
      return error;
    }
  }
}
