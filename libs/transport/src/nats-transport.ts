import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { EventListener } from './event-listener.js';
import { EventStream } from './event-stream.js';
import { transportId, type RpcExtras } from './handle-rpc.decorator.js';
import { NatsLink } from './nats-link.js';
import type { EventExtras } from './on-event.decorator.js';
import type { SignalExtras } from './on-signal.decorator.js';
import { TransportOptions } from './options.js';
import { ParkingLot } from './parking-lot.js';
import { RpcListener } from './rpc-listener.js';
import { readJson, signalSubject } from './wire.js';

type Extras = RpcExtras | EventExtras | SignalExtras;

/** Nest's transport strategy: hands every decorated method to the listener of its kind. */
@Injectable()
export class NatsTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = transportId;
  private readonly log = new Logger(NatsTransport.name);
  private rpc: RpcListener | null = null;
  private events: EventListener | null = null;
  private readonly signals: Subscription[] = [];

  constructor(
    private readonly link: NatsLink,
    private readonly options: TransportOptions,
    private readonly eventStream: EventStream,
    @Optional() @Inject(ParkingLot) private readonly parkingLot: ParkingLot | null | undefined,
  ) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    this.link
      .open()
      .then((connection) => this.start(connection))
      .then(() => callback(), callback);
  }

  /** Stops consuming first, then answering. */
  async close(): Promise<void> {
    await Promise.all(this.signals.map((subscription) => subscription.drain()));
    await this.events?.close();
    await this.rpc?.close();
  }

  on(): void {
    throw new Error('this transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.link.connection as T;
  }

  private async start(connection: NatsConnection): Promise<void> {
    this.rpc = new RpcListener(connection, this.options);
    if (this.parkingLot != null) {
      this.events = new EventListener(await this.link.openEvents(), this.options, this.eventStream, this.parkingLot);
    }
    for (const [pattern, handler] of this.messageHandlers) this.attach(connection, pattern, handler);
    await connection.flush();
    this.log.log(`${this.messageHandlers.size} handlers are listening`);
  }

  private attach(connection: NatsConnection, pattern: string, handler: MessageHandler): void {
    const extras = handler.extras as Extras;
    if (extras.kind === 'rpc') return this.rpc?.listen(handler, extras);
    if (extras.kind === 'signal') return this.hear(connection, handler, extras);
    if (this.events === null) throw new Error(`${pattern}: a service that consumes events needs a ParkingLot`);
    this.events.listen(handler, extras);
  }

  private hear(connection: NatsConnection, handler: MessageHandler, { contract }: SignalExtras): void {
    const subscription = connection.subscribe(signalSubject(this.options.prefix, contract.subject), {
      callback: (error, message) => {
        if (error !== null) return;
        const signal = readJson<unknown>(message);
        if (signal === undefined) this.log.warn(`${message.subject}: not a signal`);
        else void handler(signal);
      },
    });
    this.signals.push(subscription);
  }
}
