import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const dropped = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Serves a request that asked for an upgrade we do not know (h2c) as if it had not asked, as HTTP wants it:
 * Node has taken it out of its parser already, so its head is written back in front of the rest of the socket.
 */
export const ignoreUpgrade = (http: Server, request: IncomingMessage, socket: Duplex, rest: Buffer): void => {
  const { method, url, rawHeaders } = request;
  const kept: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!dropped.has(name.toLowerCase())) kept.push(`${name}: ${value}\r\n`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${method} ${url} HTTP/1.1\r\n${kept.join('')}\r\n`, 'latin1'), rest]));
  http.emit('connection', socket);
};
