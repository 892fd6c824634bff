import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppError, parseId, toWireError, type ErrorKind } from '@parley/contracts';
import { endConnections, portOf, stackOf } from '@parley/runtime';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { FileConfig } from '../file.config.js';
import { ReceiveUpload } from '../upload/receive-upload.use-case.js';
import { SendBytes } from './send-bytes.query.js';
import { TransferAddress } from './transfer-address.js';

const uploadPath = /^\/uploads\/([^/]+)$/;

/** A gateway that sends nothing for so long is gone; it cuts slow clients itself, sooner. */
const silenceMs = 60_000;

const statusOfKind: Partial<Readonly<Record<ErrorKind, number>>> = { not_found: 404, forbidden: 403, invalid: 400, unavailable: 503 };

/** The private listener of transfer.contract.ts: bytes in and out, for gateways only. */
@Injectable()
export class TransferServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(TransferServer.name);
  private readonly server: Server;

  constructor(
    private readonly config: FileConfig,
    private readonly address: TransferAddress,
    private readonly uploads: ReceiveUpload,
    private readonly bytes: SendBytes,
  ) {
    this.server = createServer({ requestTimeout: 0, keepAliveTimeout: 30_000 }, (request, response) => void this.answer(request, response));
    this.server.setTimeout(silenceMs);
  }

  /** Without an advertised address nobody on another machine can know it, so nobody there may reach it. */
  async onApplicationBootstrap(): Promise<void> {
    const { TRANSFER_PORT: port, TRANSFER_URL: url } = this.config;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host: url === undefined ? '127.0.0.1' : '::' }, resolve);
    });
    this.address.set(url ?? `http://127.0.0.1:${portOf(this.server)}`);
  }

  /** Transfers under way may end. */
  async onApplicationShutdown(): Promise<void> {
    this.server.close();
    await endConnections(this.server);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://file');
      if (request.method === 'GET' || request.method === 'HEAD') return await this.bytes.execute(url, request, response);
      if (request.method !== 'PUT') throw new AppError('METHOD_NOT_ALLOWED');
      const stored = await this.receive(url, request);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(stored));
    } catch (error) {
      this.refuse(error, request, response);
    }
  }

  private receive(url: URL, request: IncomingMessage) {
    const id = parseId<'file'>(uploadPath.exec(url.pathname)?.[1]);
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (id === null || token === undefined) throw new AppError('UPLOAD_TOKEN_INVALID');
    return this.uploads.execute(id, token, request);
  }

  /** What still comes is read and dropped, or the gateway might lose the answer; it hangs up when it has it. */
  private refuse(thrown: unknown, request: IncomingMessage, response: ServerResponse): void {
    const error = knownError(thrown, request.method === 'PUT');
    if (error.code === 'INTERNAL') this.logger.error(stackOf(thrown));
    if (error.kind === 'unavailable') this.logger.warn(`${request.method} refused: ${reasonOf(thrown)}`);
    if (response.headersSent) return void response.destroy();
    const body = Buffer.from(JSON.stringify(toWireError(error)));
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    response.writeHead(statusOfKind[error.kind] ?? 500, headers).write(body);
    finished(request.resume(), () => response.end());
  }
}

const reasonOf = (thrown: unknown): string => {
  const cause = thrown instanceof Error ? thrown.cause : null;
  return cause instanceof Error ? cause.message : String(thrown);
};

/** What keeps an upload from being stored has one name. */
const knownError = (thrown: unknown, isUpload: boolean): AppError => {
  if (!(thrown instanceof AppError)) return new AppError('INTERNAL');
  return isUpload && thrown.code === 'SERVICE_UNAVAILABLE' ? new AppError('FILE_UPLOAD_FAILED', {}, { cause: thrown }) : thrown;
};
