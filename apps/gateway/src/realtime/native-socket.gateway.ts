import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { DialectRegistry } from '../dialects/dialect.registry.js';
import { bearerToken } from '../session/bearer-token.codec.js';
import { SessionResolver } from '../session/session.resolver.js';
import type { Viewer } from '../session/viewer.js';
import { Admission } from './admission.js';
import { ConnectionHome } from './connection-home.js';
import { closeCodes } from './live-socket.js';
import { NativeConnection } from './native-connection.js';
import { Origins } from './origins.js';
import { SingleWriteServer, type SingleWriteSocket } from './single-write-socket.js';
import { ignoreUpgrade } from './upgrade-head.js';

const maxFrameBytes = 1024 * 1024;
const pingMs = 25_000;
/** Nothing listens there: what a refused upgrade is sent to, so that Socket.IO leaves it alone. */
const refusedUrl = '/refused';
const lateAuthMs = 10_000;
const statusTexts: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' };

/** The address of a target; in front of another slash stands no host: `//ws` is a path that is none. */
const addressOf = (target: string): string => (target.startsWith('/') ? `http://gateway${target}` : target);

const refuseUpgrade = (socket: Duplex, error: unknown): void => {
  const { kind, details } = error instanceof AppError ? error : new AppError('SERVICE_UNAVAILABLE');
  const status = kind === 'unauthenticated' ? 401 : kind === 'forbidden' ? 403 : kind === 'not_found' ? 404 : 503;
  const { retryAfterSeconds } = details;
  const retryAfter = typeof retryAfterSeconds === 'number' ? `Retry-After: ${retryAfterSeconds}\r\n` : '';
  socket.end(`HTTP/1.1 ${status} ${statusTexts[status] ?? 'Error'}\r\n${retryAfter}Connection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Plain WebSockets on the public port: path, origin and token are checked before the upgrade. */
@Injectable()
export class NativeSocketGateway implements OnApplicationShutdown {
  private readonly server = new SingleWriteServer({ noServer: true, maxPayload: maxFrameBytes, clientTracking: true });
  private readonly alive = new WeakSet<WebSocket>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly registry: DialectRegistry,
    private readonly sessions: SessionResolver,
    private readonly origins: Origins,
    private readonly home: ConnectionHome,
    private readonly admission: Admission,
  ) {}

  attach(http: Server): void {
    // Before Socket.IO's own listener, which would answer a foreign origin with 400.
    http.prependListener('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.headers.upgrade?.toLowerCase() !== 'websocket') return ignoreUpgrade(http, request, socket, head);
      socket.on('error', () => socket.destroy());
      const isSocketIo = request.url?.startsWith('/socket.io') === true;
      const refusal = this.refusalOf(request, isSocketIo);
      if (isSocketIo && refusal === null) return;
      if (isSocketIo) request.url = refusedUrl;
      const upgraded = refusal === null ? this.admission.handshake(() => this.upgrade(request, socket, head)) : Promise.reject(refusal);
      upgraded.catch((error: unknown) => refuseUpgrade(socket, error));
    });
    this.timer = setInterval(() => this.ping(), pingMs);
  }

  onApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Before the upgrade: a client library comes back by itself only then. A Socket.IO session that began by polling may go on. */
  private refusalOf({ headers, url }: IncomingMessage, isSocketIo: boolean): AppError | null {
    if (isSocketIo && !this.origins.allows(headers.origin)) return new AppError('ORIGIN_FORBIDDEN');
    const isBegun = isSocketIo && url?.includes('sid=') === true;
    return isBegun ? null : this.admission.refusalOfNew();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (socket.destroyed) return;
    const target = addressOf(request.url ?? '/');
    if (!URL.canParse(target)) throw new AppError('ROUTE_NOT_FOUND');
    const url = new URL(target);
    const path = url.pathname.replace(/(?<=[^/])\/$/, '');
    if (!this.registry.isSocketPath(path)) throw new AppError('ROUTE_NOT_FOUND');
    if (!this.origins.allows(request.headers.origin)) throw new AppError('ORIGIN_FORBIDDEN');
    const token = url.searchParams.get('token') ?? bearerToken(request.headers.authorization);
    const viewer = token === null && this.registry.allowsLateAuth(path) ? null : await this.sessions.resolve(token);
    // Who has gone meanwhile closes no more, and would be here for ever.
    if (socket.destroyed) return;
    const connection = new NativeConnection(path, viewer, this.registry.nativeFor(path, viewer), this.home, this.admission);
    socket.once('close', () => connection.closed());
    // Before the client knows it is connected, so that nothing sent from then on is missed.
    await connection.open();
    this.server.handleUpgrade(request, socket, head, (connected) => this.accept(connected, connection, viewer));
  }

  private accept(socket: SingleWriteSocket, connection: NativeConnection, viewer: Viewer | null): void {
    this.alive.add(socket);
    socket.on('pong', () => this.alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.once('leaving', () => connection.closed());
    let isFirst = true;
    socket.on('message', (data) => {
      this.alive.add(socket);
      // Some libraries send their JSON as bytes; bytes that are none are a bad frame like any other.
      const text = (data as Buffer).toString('utf8');
      const other = isFirst ? this.registry.nativeByFrame(connection.path, viewer, text) : null;
      isFirst = false;
      if (other !== null && other.dialect !== connection.dialect) connection.speak(other);
      connection.receive(text);
    });
    connection.attach(socket);
    if (viewer === null) this.expectAuth(socket, connection);
  }

  private expectAuth(socket: WebSocket, connection: NativeConnection): void {
    const timer = setTimeout(() => {
      if (connection.viewer === null) connection.end(new AppError('TOKEN_MISSING'), closeCodes.auth);
    }, lateAuthMs);
    socket.once('close', () => clearTimeout(timer));
  }

  /** A client that answered nothing since the last ping is gone. */
  private ping(): void {
    for (const socket of this.server.clients) {
      if (!this.alive.has(socket)) socket.terminate();
      this.alive.delete(socket);
      socket.ping();
    }
  }
}
