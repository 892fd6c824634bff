import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { ServerResponse } from 'node:http';
import type { LookupFunction } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { PageClient } from '../src/link/page.client.js';
import { sendHtml, WebServer } from '@parley/testing';

/** The one address that may be asked; everything else of this machine is inside. */
const outside = '127.0.0.9';
const mebibyte = 1024 * 1024;

let web: WebServer;
/** On the same port as `web`, where nobody may come. */
let canaries: readonly WebServer[];
const client = new PageClient({ allowedAddresses: [outside] });

const redirect = (response: ServerResponse, status: number, location: string): void => {
  response.writeHead(status, { location: Buffer.from(location).toString('latin1') }).end();
};

/** 300 MiB of zeros, made as they are sent. */
const sendBomb = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
  const bomb = createGzip();
  bomb.pipe(response);
  const pour = (left: number): void => void (left > 0 && !response.destroyed && bomb.write(Buffer.alloc(mebibyte), () => pour(left - 1)));
  pour(300);
};

const sendEndless = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html' });
  const pour = (): void => void (!response.destroyed && response.write('x'.repeat(65_536), pour));
  pour();
};

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/page': (response) => sendHtml(response, '<title>Page</title>'),
  '/gzip': (response) => response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(gzipSync('<title>Packed</title>')),
  '/image': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
  '/gone': (response) => response.writeHead(404).end(),
  '/silent': () => {},
  '/bomb': sendBomb,
  '/endless': sendEndless,
  '/loop': (response) => redirect(response, 302, '/loop'),
};

beforeAll(async () => {
  web = await WebServer.open(outside, 0, ({ url = '' }, response) => {
    const [, status, target] = /^\/to\/(\d+)\/(.*)$/.exec(url) ?? [];
    if (status !== undefined) return redirect(response, Number(status), decodeURIComponent(target ?? ''));
    answers[url]?.(response);
  });
  const trap = (host: string) => WebServer.open(host, web.port, (_request, response) => sendHtml(response, '<title>secret</title>'));
  canaries = await Promise.all([trap('127.0.0.1'), trap('::1')]);
});
afterAll(() => Promise.all([web, ...canaries].map((one) => one.close())));

const expectNobodyCame = (): void => expect(canaries.flatMap(({ hits }) => hits)).toEqual([]);

const inside = [
  ...['127.0.0.1', 'localhost', 'localhost.', '127.0.0.1.', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0', '0.0.0.0', '①②⑦.0.0.1'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[fe80::1]', '[fc00::1]', '[2002:7f00:1::]'],
  ...['169.254.169.254', '10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'user@127.0.0.1', `${outside}@127.0.0.1`, 'user:pw@localhost'],
];

describe('PageClient', () => {
  it('fetches a page, a packed one, and an image without its bytes', async () => {
    expect(await client.fetch(web.url('/page'))).toMatchObject({ url: web.url('/page'), contentType: 'text/html; charset=utf-8' });
    expect((await client.fetch(web.url('/gzip')))?.body.toString()).toBe('<title>Packed</title>');
    expect(await client.fetch(web.url('/image'))).toEqual({ url: web.url('/image'), contentType: 'image/png', body: Buffer.alloc(0) });
    expect(await client.fetch(web.url('/gone'))).toBeNull();
  });

  it.each(inside)('asks nothing inside: %s', async (host) => {
    expect(await client.fetch(`http://${host}:${web.port}/page`)).toBeNull();
    expectNobodyCame();
  });

  it.each(['169.254.169.254', '100.100.100.200', '[fd00:ec2::254]', '168.63.129.16', '0xa83f8110', '[::ffff:168.63.129.16]'])(
    'opens no connection to what tells machines of a cloud their secrets: %s',
    async (host) => {
      const sockets: unknown[] = [];
      const note = (message: unknown): void => void sockets.push(message);
      subscribe('net.client.socket', note);
      expect(await client.fetch(`http://${host}/metadata/instance`)).toBeNull();
      unsubscribe('net.client.socket', note);
      expect(sockets).toEqual([]);
    },
  );

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1/', 'data:text/html,x', 'javascript:1', 'no address'])(
    'asks nothing of %s',
    async (url) => {
      expect(await client.fetch(url)).toBeNull();
    },
  );

  it.each([301, 302, 303, 307, 308])('follows no %i to the inside', async (status) => {
    for (const host of inside) {
      const target = encodeURIComponent(`http://${host}:${web.port}/page`);
      expect(await client.fetch(web.url(`/to/${status}/${target}`))).toBeNull();
    }
    expectNobodyCame();
  });

  it('follows three redirects and no fourth, and no loop', async () => {
    const chain = (hops: number): string => (hops === 0 ? '/page' : `/to/302/${encodeURIComponent(chain(hops - 1))}`);
    expect(await client.fetch(web.url(chain(3)))).toMatchObject({ url: web.url('/page') });
    expect(await client.fetch(web.url(chain(4)))).toBeNull();
    expect(await client.fetch(web.url('/loop'))).toBeNull();
  });

  it.each([
    ['answers with an address inside', [['127.0.0.1']], false],
    ['answers with one outside and one inside', [[outside, '127.0.0.1']], false],
    // Resolved once, checked, connected to: what it would answer next does not matter.
    ['answers with the outside, then with the inside', [[outside], ['127.0.0.1']], true],
  ])('is not fooled by a name that %s', async (_, rounds, isFetched) => {
    const asked: string[] = [];
    const lookup = ((hostname: string, { all }: LookupOptions, done: (error: null, found: unknown, family?: number) => void) => {
      const addresses = rounds[Math.min(asked.push(hostname), rounds.length) - 1] ?? [];
      const found: LookupAddress[] = addresses.map((address) => ({ address, family: 4 }));
      if (all === true) done(null, found);
      else done(null, found[0]?.address, 4);
    }) as LookupFunction;
    const fooled = new PageClient({ allowedAddresses: [outside], lookup });
    expect((await fooled.fetch(`http://rebind.example:${web.port}/page`)) !== null).toBe(isFetched);
    expect(asked).toEqual(['rebind.example']);
    expectNobodyCame();
  });

  it('gives up after three seconds', async () => {
    const before = Date.now();
    expect(await client.fetch(web.url('/silent'))).toBeNull();
    expect(Date.now() - before).toBeLessThan(4_500);
  });

  it.each(['/endless', '/bomb'])('reads one MiB of %s', async (path) => {
    expect((await client.fetch(web.url(path)))?.body).toHaveLength(mebibyte);
  });
});
