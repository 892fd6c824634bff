import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { crawling } from './slow-client.js';

/** What a refused client may still send, so that it reads the refusal before its connection ends. */
const lingerMs = 5_000;

/** The body of an upload: read not for ever, and when it fails before its end nobody waits for the rest. */
@Injectable()
export class UploadBody {
  constructor(private readonly config: GatewayConfig) {}

  /**
   * Runs work that reads a request's body.
   * @throws {AppError} what the work throws; UPLOAD_INCOMPLETE for a client that crawls
   */
  async read<T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T> {
    const ended = new AbortController();
    try {
      return await Promise.race([work(), crawling(request.raw, this.config.UPLOAD_STALL_SECONDS, ended.signal)]);
    } catch (error) {
      if (!request.raw.complete) hangUpAfter(request, reply);
      throw error;
    } finally {
      ended.abort();
    }
  }
}

/** What still comes is dropped: a client that sends on would not read the answer. */
const hangUpAfter = (request: FastifyRequest, reply: FastifyReply): void => {
  request.raw.unpipe();
  request.raw.resume();
  reply.raw.once('finish', () =>
    setTimeout(() => {
      if (!request.raw.complete) request.raw.socket.destroy();
    }, lingerMs).unref(),
  );
};
