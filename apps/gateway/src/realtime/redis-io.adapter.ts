import type { INestApplicationContext } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-adapter';
import { tellOutages } from '@parley/runtime';
import { Redis } from 'ioredis';
import type { Server as HttpServer } from 'node:http';
import type { Server, ServerOptions } from 'socket.io';
import type { GatewayConfig } from '../gateway.config.js';
import { preflightSeconds, type Origins } from './origins.js';
import { SingleWriteServer } from './single-write-socket.js';
import { withProtocol } from './socket-io-url.js';

const maxFrameBytes = 1024 * 1024;

/** Publishes what may be lost: while Redis is away, other replicas miss it and their clients sync. */
class HintRedis extends Redis {
  override async publish(channel: string | Buffer, message: string | Buffer): Promise<number> {
    try {
      return await super.publish(channel, message);
    } catch {
      return 0;
    }
  }
}

/** Socket.IO on the public port, spread over replicas by Redis. */
export class RedisIoAdapter extends IoAdapter {
  private readonly log = new Logger(RedisIoAdapter.name);
  private readonly publisher: Redis;
  private readonly subscriber: Redis;

  constructor(
    app: INestApplicationContext,
    private readonly config: Pick<GatewayConfig, 'REDIS_URL' | 'ROOMS_PREFIX'>,
    private readonly origins: Origins,
  ) {
    super(app);
    const retryStrategy = (times: number): number => Math.min(100 * times, 2_000);
    this.publisher = new HintRedis(config.REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1, retryStrategy });
    this.subscriber = new Redis(config.REDIS_URL, { maxRetriesPerRequest: null, retryStrategy });
    // The adapter of every namespace listens to both.
    for (const client of [this.publisher, this.subscriber]) client.setMaxListeners(0);
    tellOutages(this.publisher, 'Redis', this.log);
    this.subscriber.on('error', (error: Error) => this.log.debug(`Redis: ${error.message}`));
  }

  override createIOServer(port: number, options: ServerOptions): Server {
    const http = this.httpServer as HttpServer;
    http.prependListener('upgrade', (request) => {
      request.url = withProtocol(request.url ?? '/');
    });
    const server = super.createIOServer(port, {
      ...options,
      path: '/socket.io',
      // With or without a slash after it: nobody else answers there.
      addTrailingSlash: false,
      serveClient: false,
      allowEIO3: true,
      perMessageDeflate: false,
      wsEngine: SingleWriteServer,
      maxHttpBufferSize: maxFrameBytes,
      connectTimeout: 10_000,
      pingInterval: 25_000,
      pingTimeout: 35_000,
      // Native WebSockets share the port; their upgrades are not Socket.IO's to destroy.
      destroyUpgrade: false,
      cleanupEmptyChildNamespaces: true,
      cors: {
        origin: (origin: string | undefined, done: (error: null, ok: boolean) => void) => done(null, this.origins.allows(origin)),
        credentials: true,
        maxAge: preflightSeconds,
      },
      // CORS does not stop a foreign page from opening a WebSocket; this does.
      allowRequest: (request, done) => done(null, this.origins.allows(request.headers.origin)),
    } as Partial<ServerOptions> as ServerOptions);
    return server.adapter(
      createAdapter(this.publisher, this.subscriber, {
        key: `${this.config.ROOMS_PREFIX}socket.io`,
        publishOnSpecificResponseChannel: true,
        // Who is asked and dead holds up nobody for long: what is known without him then decides.
        requestsTimeout: 1_000,
      }),
    );
  }

  /** Redis answers. @throws when it does not */
  async ping(): Promise<void> {
    if (this.publisher.status !== 'ready') throw new Error('not connected');
    await this.publisher.ping();
  }

  /** Called by Nest once the socket server is closed: lets what was sent arrive, but waits for no dead Redis. */
  override async dispose(): Promise<void> {
    const quits = [this.publisher, this.subscriber].map((client) =>
      client.status === 'ready' ? client.quit() : Promise.resolve(client.disconnect()),
    );
    await Promise.race([Promise.allSettled(quits), delay(500)]);
  }
}
