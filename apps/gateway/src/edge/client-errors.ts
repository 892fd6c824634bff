import { AppError, hexOf, newId } from '@parley/contracts';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { DialectRegistry } from '../dialects/dialect.registry.js';
import { readCutHead, type CutHead } from './cut-head.codec.js';

interface ClientError extends Error {
  readonly code?: string;
  /** What the parser was reading when it gave up; the whole head so far, unless that came in several pieces. */
  readonly rawPacket?: Buffer;
}

/** What Node keeps of a connection: the answer that is being written. */
interface OfServer {
  readonly _httpMessage?: object | null;
}

/** Whoever is still sending when the answer comes reads it only if we go on reading: so much, and so long. */
const maxLingerBytes = 4 * 1024 * 1024;
const maxLingerMs = 2_000;

/** A path nobody owns is answered as ConnectBest's, and so is a head whose beginning is not at hand. */
const unknown: CutHead = { method: 'GET', path: '/', hasHugeToken: false };

/**
 * Answers requests that Node gives up before Fastify sees them. A head that is too long because of its token is
 * refused like every other token that nobody made: 401, in its dialect's own words. No more of it is read for that.
 */
export const answerClientErrors = (server: Server, registry: DialectRegistry): void => {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: ClientError, socket: Socket & OfServer) => {
    // An answer to an earlier request is under way: nothing may come into it.
    const mayAnswer = error.code !== 'ECONNRESET' && socket.writable && socket._httpMessage == null;
    if (!mayAnswer) return void socket.destroy();
    if (error.code === 'HPE_HEADER_OVERFLOW') return refuse(socket, readCutHead(error.rawPacket ?? Buffer.alloc(0)) ?? unknown, registry);
    socket.end(answer(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400), () => socket.destroy());
  });
};

const refuse = (socket: Socket, { method, path, hasHugeToken }: CutHead, registry: DialectRegistry): void => {
  const requestId = `req_${hexOf(newId())}`;
  const error = new AppError(hasHugeToken ? 'TOKEN_INVALID' : 'BODY_TOO_LARGE');
  const { status, body } = registry.ofRequest(method, path).presentError(error, { requestId, method, path });
  linger(socket);
  socket.end(answer(hasHugeToken ? status : 431, { requestId, text: JSON.stringify(body), isSent: method !== 'HEAD' }));
};

const answer = (status: number, body?: { readonly requestId: string; readonly text: string; readonly isSent: boolean }): string => {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, 'Connection: close', `Content-Length: ${Buffer.byteLength(body?.text ?? '')}`];
  if (body !== undefined) {
    lines.push('Content-Type: application/json; charset=utf-8', 'X-Content-Type-Options: nosniff', `X-Request-Id: ${body.requestId}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n${body?.isSent === true ? body.text : ''}`;
};

/** Throws away what still comes, instead of resetting a connection whose client is not done sending. */
const linger = (socket: Socket): void => {
  let bytes = 0;
  const timer = setTimeout(() => socket.destroy(), maxLingerMs);
  socket.removeAllListeners('data');
  socket.on('data', ({ length }: Buffer) => {
    bytes += length;
    if (bytes > maxLingerBytes) socket.destroy();
  });
  socket.once('end', () => socket.destroy());
  socket.once('close', () => clearTimeout(timer));
  socket.resume();
};
