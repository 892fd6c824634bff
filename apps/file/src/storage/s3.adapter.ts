import { AppError } from '@parley/contracts';
import { Client } from 'minio';
import { createReadStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { atPublicUrl, decodeS3Url, type S3Place } from './s3-url.codec.js';
import { ObjectStore, type ByteRange, type KeptObject, type LocalFile, type Presentation } from './store.port.js';

/** A server that moves no byte for so long is away. */
const muteMs = 3_000;
/** An address of our own is used at once. */
const ownUseSeconds = 60;
const maxSockets = 64;

const unavailable = (cause: unknown): AppError => (cause instanceof AppError ? cause : new AppError('SERVICE_UNAVAILABLE', {}, { cause }));

const clientOf = ({ bucket: _, ...place }: S3Place): Client => new Client(place);

/**
 * Any S3 server. The client signs and lists; the rest goes by signed addresses, since its own `putObject` takes a file
 * into memory, and it waits for ever for a server that is mute.
 */
export class S3Store extends ObjectStore {
  private readonly client: Client;
  private readonly publicClient: Client | null;
  private readonly bucket: string;
  private readonly region: string;
  private readonly agent: http.Agent;
  private readonly protocol: typeof http | typeof https;
  private hasBucket = false;

  constructor(url: string, publicUrl: string | null) {
    super();
    const place = decodeS3Url(url);
    this.bucket = place.bucket;
    this.region = place.region;
    this.client = clientOf(place);
    this.publicClient = publicUrl === null ? null : clientOf(atPublicUrl(place, publicUrl));
    this.protocol = place.useSSL ? https : http;
    this.agent = new this.protocol.Agent({ keepAlive: true, maxSockets });
  }

  async put(key: string, { path, sizeBytes, mime }: LocalFile): Promise<void> {
    try {
      await this.requireBucket();
      const request = await this.request('PUT', key, { 'content-length': String(sizeBytes), 'content-type': mime });
      const [response] = await Promise.all([answerOf(request), pipeline(createReadStream(path), request)]);
      requireStatus(response, 200);
    } catch (error) {
      throw unavailable(error);
    }
  }

  async read(key: string, range: ByteRange | null): Promise<Readable | null> {
    const response = await this.ask('GET', key, range === null ? {} : { range: `bytes=${range.first}-${range.last}` });
    if (response.statusCode === 200 || response.statusCode === 206) return response;
    requireStatus(response, 404);
    return null;
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) requireStatus(await this.ask('DELETE', key, {}), 204, 404);
  }

  async *list(): AsyncIterable<KeptObject> {
    try {
      await this.requireBucket();
      for await (const item of this.client.listObjectsV2(this.bucket, '', true)) {
        const { name, lastModified } = item as { readonly name?: string; readonly lastModified: Date };
        if (name !== undefined) yield { key: name, changedAt: lastModified };
      }
    } catch (error) {
      throw unavailable(error);
    }
  }

  async check(): Promise<void> {
    this.hasBucket = false;
    await this.requireBucket();
  }

  async presign(key: string, { mime, disposition }: Presentation, seconds: number): Promise<string | null> {
    if (this.publicClient === null) return null;
    const headers = { 'response-content-type': mime, 'response-content-disposition': disposition };
    return this.publicClient.presignedGetObject(this.bucket, key, seconds, headers);
  }

  private async requireBucket(): Promise<void> {
    if (this.hasBucket) return;
    const response = await this.ask('HEAD', '', {});
    requireStatus(response, 200, 404);
    if (response.statusCode === 404)
      await this.client.makeBucket(this.bucket, this.region).catch((error: unknown) => Promise.reject(unavailable(error)));
    this.hasBucket = true;
  }

  private async ask(method: string, key: string, headers: Readonly<Record<string, string>>): Promise<http.IncomingMessage> {
    try {
      const request = await this.request(method, key, headers);
      request.end();
      return await answerOf(request);
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** An empty key is the bucket. */
  private async request(method: string, key: string, headers: Readonly<Record<string, string>>): Promise<http.ClientRequest> {
    const url = await this.client.presignedUrl(method, this.bucket, key, ownUseSeconds);
    const request = this.protocol.request(url, { method, headers, agent: this.agent });
    request.setTimeout(muteMs, () => request.destroy(new Error(`${method}: no byte for ${muteMs} ms`)));
    return request;
  }
}

/** @throws {AppError} SERVICE_UNAVAILABLE for any other status; the body is not read in either case */
const requireStatus = (response: http.IncomingMessage, ...wanted: readonly number[]): void => {
  response.resume();
  if (!wanted.includes(response.statusCode ?? 0)) throw unavailable(new Error(`the store answered ${response.statusCode}`));
};

const answerOf = (request: http.ClientRequest): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
