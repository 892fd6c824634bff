import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of this machine that counts who comes. */
export class WebServer {
  /** Paths that were asked for, in order. */
  readonly hits: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly host: string,
  ) {}

  /** Listens on `host`; answers what `answer` writes. */
  static async open(host: string, port: number, answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<WebServer> {
    const server = createServer((request, response) => {
      web.hits.push(request.url ?? '');
      answer(request, response);
    });
    const web = new WebServer(server, host);
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    return web;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://${this.host.includes(':') ? `[${this.host}]` : this.host}:${this.port}${path}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const html = (head: string): string => `<!doctype html><html><head>${head}</head><body>text</body></html>`;

export const sendHtml = (response: ServerResponse, head: string): void => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(html(head));
};
