import type { FastifyReply, FastifyRequest } from 'fastify';
import { crawling } from './slow-client.js';

/** What a refused client may still send, so that it reads the refusal before its connection ends. */
const lingerMs = 5_000;

/**
 * Runs work that reads a request's body: not for ever, and when it fails before the end of the body nobody waits for the rest.
 * @throws {AppError} what the work throws; UPLOAD_INCOMPLETE for a client that crawls
 */
export const readBody = async <T>(request: FastifyRequest, reply: FastifyReply, work: () => Promise<T>): Promise<T> => {
  const ended = new AbortController();
  try {
    return await Promise.race([work(), crawling(request.raw.socket, ended.signal)]);
  } catch (error) {
    if (!request.raw.complete) hangUpAfter(request, reply);
    throw error;
  } finally {
    ended.abort();
  }
};

const hangUpAfter = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.raw.once('finish', () =>
    setTimeout(() => {
      if (!request.raw.complete) request.raw.socket.destroy();
    }, lingerMs).unref(),
  );
};
