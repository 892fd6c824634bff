import { Injectable } from '@nestjs/common';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { isHtml, previewableUrl } from './link.policy.js';

/** For everything: names, every hop, and the body (A-CB-34). */
const timeoutMs = 3_000;
const maxRedirects = 3;
/** Addresses that look public, and answer to machines of a cloud what only they should know. */
const deniedAddresses = ['168.63.129.16'];
/** Of the body, before and after it is unpacked: a page says what it is at its beginning. */
const maxBytes = 1024 * 1024;

const headers = { accept: 'text/html,application/xhtml+xml,image/*;q=0.8', 'accept-encoding': 'identity', 'user-agent': 'Parley (link preview)' };

/** What an address answered with 200. */
export interface WebPage {
  /** After redirects. */
  readonly url: string;
  readonly contentType: string;
  /** Empty unless it is HTML. */
  readonly body: Buffer;
}

export interface PageClientOptions {
  /** Addresses and CIDR ranges that may be asked although they are not public ones; none in production. */
  readonly allowedAddresses: readonly string[];
  /** How names are resolved, when not as the system does. */
  readonly lookup?: LookupFunction;
}

/** Unpacked as it arrives, so that a bomb is cut off and never held. */
const unpacked = (response: IncomingMessage): Readable | null => {
  const encoding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return response;
  const unpack =
    encoding === 'gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : encoding === 'br' ? createBrotliDecompress() : null;
  if (unpack === null) return null;
  response.on('error', (error) => unpack.destroy(error));
  return response.pipe(unpack);
};

const readStart = async (response: IncomingMessage): Promise<Buffer> => {
  const source = unpacked(response);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source ?? []) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
};

/**
 * Asks the public web, and nothing else: the agent resolves each name once, refuses it when any of its addresses is private,
 * loopback, link-local or reserved, and connects to the address it has checked. Every redirect is a new request.
 */
@Injectable()
export class PageClient {
  private readonly agents: { readonly http: RequestFilteringHttpAgent; readonly https: RequestFilteringHttpsAgent };

  constructor({ allowedAddresses, lookup }: PageClientOptions) {
    const options = { allowIPAddressList: [...allowedAddresses], denyIPAddressList: deniedAddresses, ...(lookup === undefined ? {} : { lookup }) };
    this.agents = { http: new RequestFilteringHttpAgent(options), https: new RequestFilteringHttpsAgent(options) };
  }

  /** Null when there is nothing to show: not found, not allowed, too slow, too many redirects; all look alike. */
  async fetch(address: string): Promise<WebPage | null> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await this.follow(address, signal);
    } catch {
      return null;
    }
  }

  private async follow(address: string, signal: AbortSignal): Promise<WebPage | null> {
    let url = previewableUrl(address);
    for (let hops = 0; url !== null && hops <= maxRedirects; hops++) {
      const response = await this.ask(url, signal);
      try {
        const { statusCode = 0, headers: given } = response;
        if (statusCode >= 300 && statusCode < 400 && given.location !== undefined) {
          url = previewableUrl(given.location, url.href);
          continue;
        }
        if (statusCode !== 200) return null;
        const contentType = given['content-type'] ?? '';
        return { url: url.href, contentType, body: isHtml(contentType) ? await readStart(response) : Buffer.alloc(0) };
      } finally {
        response.destroy();
      }
    }
    return null;
  }

  private ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request =
        url.protocol === 'https:'
          ? getHttps(url, { agent: this.agents.https, headers, signal }, resolve)
          : getHttp(url, { agent: this.agents.http, headers, signal }, resolve);
      request.on('error', reject);
    });
  }
}
