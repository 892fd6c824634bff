import { Injectable } from '@nestjs/common';
import { file } from '@parley/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTransfers } from './file-transfers.js';

/** Nothing in a file runs, loads or reaches this origin, whatever a browser makes of it (A-00-08). */
const policy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

export interface Serving {
  /** Attachment, whatever the bytes are (V1-5.2). */
  readonly isAlwaysSaved: boolean;
  readonly cacheControl: string;
}

/** Answers a request with the bytes of an opened file: Range, ETag, safe headers. */
@Injectable()
export class FileAnswer {
  constructor(private readonly transfers: FileTransfers) {}

  /** @throws {AppError} FILE_NOT_FOUND, SERVICE_UNAVAILABLE, before anything was sent */
  async send(request: FastifyRequest, reply: FastifyReply, opened: file.OpenedFile, serving: Serving): Promise<void> {
    const etag = `"${opened.sha256}"`;
    const keeping = { etag, 'cache-control': serving.cacheControl };
    if (isKnown(request.headers['if-none-match'], etag)) return void reply.status(304).headers(keeping).send();
    const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
    const { range, 'if-range': ifRange } = request.headers;
    const bytes = await this.transfers.download(opened, method, ifRange === undefined || ifRange === etag ? range : undefined);
    const { 'content-length': length, 'content-range': part } = bytes.headers;
    const type = opened.isInlineSafe && !serving.isAlwaysSaved ? 'inline' : 'attachment';
    void reply.status(bytes.statusCode ?? 200).headers({
      // Not before there are bytes: a failure is no part of the file, and nobody is to keep it.
      ...keeping,
      'content-type': opened.mime,
      'content-disposition': file.contentDisposition(type, opened.name),
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'accept-ranges': 'bytes',
      ...(length === undefined ? {} : { 'content-length': length }),
      ...(part === undefined ? {} : { 'content-range': part }),
    });
    await reply.send(bytes);
  }
}

const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag));
