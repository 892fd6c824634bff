import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { crawling } from './slow-client.js';

/** The body of an upload: read not for ever, and when it fails before its end nobody waits for the rest. */
@Injectable()
export class UploadBody {
  constructor(private readonly config: GatewayConfig) {}

  /**
   * Runs work that reads a request's body.
   * @throws {AppError} what the work throws; UPLOAD_INCOMPLETE for a client that crawls
   */
  async read<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    const ended = new AbortController();
    try {
      return await Promise.race([work(), crawling(request.raw, this.config.UPLOAD_STALL_SECONDS, ended.signal)]);
    } catch (error) {
      if (!request.raw.complete) drop(request);
      throw error;
    } finally {
      ended.abort();
    }
  }
}

/** What still comes is dropped, for as long as the edge lets it: a client that sends on would not read the answer. */
const drop = ({ raw }: FastifyRequest): void => {
  raw.unpipe();
  raw.resume();
};
