import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Health } from '@parley/runtime';
import { TransportOptions } from './options.js';

/** How often a process says that it still waits for its first connection. */
const sayEveryMs = 2_000;

/**
 * The process's connection to NATS, and a second one for the stream. They reconnect for ever; `isUp` tells readiness the truth
 * of the first.
 */
@Injectable()
export class NatsLink implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(NatsLink.name);
  private current: NatsConnection | null = null;
  private ofEvents: Promise<NatsConnection> | null = null;
  private connected = false;
  private readonly reconnected: (() => void)[] = [];

  constructor(
    private readonly options: TransportOptions,
    health: Health,
  ) {
    health.register('nats', async () => {
      if (!this.connected) throw new Error('not connected');
      await this.connection.flush();
    });
  }

  async onModuleInit(): Promise<void> {
    await this.open();
  }

  async onApplicationShutdown(): Promise<void> {
    // Whoever used it has finished, and a stream that hangs would never end a drain.
    void this.ofEvents?.then((connection) => connection.close());
    await this.current?.drain().catch((error: Error) => this.logger.warn(`drain: ${error.message}`));
  }

  get connection(): NatsConnection {
    if (this.current === null) throw new Error('NATS is used before the module is initialised');
    return this.current;
  }

  get isUp(): boolean {
    return this.connected;
  }

  /** Calls `listener` whenever the link is there again after a cut: signals of that time were missed. */
  onReconnect(listener: () => void): void {
    this.reconnected.push(listener);
  }

  /** Connects once; safe to call again. */
  async open(): Promise<NatsConnection> {
    if (this.current !== null) return this.current;
    const connection = await this.connect(this.options.instance);
    this.current = connection;
    this.connected = true;
    void this.watch(connection);
    return connection;
  }

  /**
   * The connection for JetStream alone. A server whose disk is full may never answer who asks its stream, and hears nothing
   * else on that connection either: calls and signals go on beside it.
   */
  openEvents(): Promise<NatsConnection> {
    this.ofEvents ??= this.connect(`${this.options.instance} events`);
    return this.ofEvents;
  }

  private async connect(name: string): Promise<NatsConnection> {
    const servers = this.options.natsUrl.split(',').map((url) => url.replace(/^nats:\/\//, ''));
    const places = servers.map((server) => server.replace(/^.*@/, '')).join(', ');
    const waiting = setInterval(() => this.logger.warn(`waiting for NATS at ${places}`), sayEveryMs);
    try {
      return await this.connectTo(servers, name);
    } finally {
      clearInterval(waiting);
    }
  }

  private connectTo(servers: string[], name: string): Promise<NatsConnection> {
    return connect({
      servers,
      name,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
      reconnectJitter: 100,
      waitOnFirstConnect: true,
      // Of one attempt: who is let in by a half-open link and never greeted tries again.
      timeout: 5_000,
      pingInterval: 5_000,
      maxPingOut: 2,
      // A stack per request, to be shown should it fail, costs more than the request.
      noAsyncTraces: true,
    });
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') this.connected = false;
      if (status.type === 'reconnect') this.connected = true;
      if (status.type === 'disconnect' || status.type === 'reconnect') this.logger.log(`NATS ${status.type}`);
      if (status.type === 'reconnect') for (const listener of this.reconnected) listener();
    }
    this.connected = false;
  }
}
