import { AppError } from '@parley/contracts';
import { Client } from 'minio';
import { createReadStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
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
 * Any S3 server. The client signs, lists and removes; bytes go by signed addresses, since its own `putObject`
 * takes a file into memory.
 */
export class S3Store extends ObjectStore {
  private readonly client: Client;
  private readonly publicClient: Client | null;
  private readonly bucket: string;
  private readonly agent: http.Agent;
  private readonly protocol: typeof http | typeof https;
  private hasBucket = false;

  constructor(url: string, publicUrl: string | null) {
    super();
    const place = decodeS3Url(url);
    this.bucket = place.bucket;
    this.client = clientOf(place);
    this.publicClient = publicUrl === null ? null : clientOf(atPublicUrl(place, publicUrl));
    this.protocol = place.useSSL ? https : http;
    this.agent = new this.protocol.Agent({ keepAlive: true, maxSockets });
  }

  async put(key: string, { path, sizeBytes, mime }: LocalFile): Promise<void> {
    try {
      await this.requireBucket();
      const url = await this.client.presignedPutObject(this.bucket, key, ownUseSeconds);
      const request = this.request(url, 'PUT', { 'content-length': String(sizeBytes), 'content-type': mime });
      const [response] = await Promise.all([answerOf(request), pipeline(createReadStream(path), request)]);
      response.resume();
      if (response.statusCode !== 200) throw new Error(`PUT was answered ${response.statusCode}`);
    } catch (error) {
      throw unavailable(error);
    }
  }

  async read(key: string, range: ByteRange | null): Promise<Readable | null> {
    try {
      const url = await this.client.presignedGetObject(this.bucket, key, ownUseSeconds);
      const request = this.request(url, 'GET', range === null ? {} : { range: `bytes=${range.first}-${range.last}` });
      request.end();
      const response = await answerOf(request);
      if (response.statusCode === 200 || response.statusCode === 206) return response;
      response.resume();
      if (response.statusCode === 404) return null;
      throw new Error(`GET was answered ${response.statusCode}`);
    } catch (error) {
      throw unavailable(error);
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.within(this.client.removeObjects(this.bucket, [...keys]));
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
    if (!(await this.within(this.client.bucketExists(this.bucket)))) await this.requireBucket();
  }

  async presign(key: string, { mime, disposition }: Presentation, seconds: number): Promise<string | null> {
    if (this.publicClient === null) return null;
    const headers = { 'response-content-type': mime, 'response-content-disposition': disposition };
    return this.publicClient.presignedGetObject(this.bucket, key, seconds, headers);
  }

  private async requireBucket(): Promise<void> {
    if (this.hasBucket) return;
    if (!(await this.within(this.client.bucketExists(this.bucket)))) await this.within(this.client.makeBucket(this.bucket));
    this.hasBucket = true;
  }

  private request(url: string, method: string, headers: Readonly<Record<string, string>>): http.ClientRequest {
    const request = this.protocol.request(url, { method, headers, agent: this.agent });
    request.setTimeout(muteMs, () => request.destroy(new Error(`${method}: no byte for ${muteMs} ms`)));
    return request;
  }

  /** For what the client asks itself: it has no patience of its own. */
  private async within<T>(answer: Promise<T>): Promise<T> {
    const patience = new AbortController();
    const lateness = delay(muteMs, null, { signal: patience.signal }).then(() => Promise.reject(new Error(`no answer within ${muteMs} ms`)));
    try {
      return await Promise.race([answer, lateness]);
    } catch (error) {
      throw unavailable(error);
    } finally {
      patience.abort();
      answer.catch(() => null);
      lateness.catch(() => null);
    }
  }
}

const answerOf = (request: http.ClientRequest): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
