import { Injectable } from '@nestjs/common';
import { AppError, parseId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { keyOf, type StoredRow, type Variant } from '../file/file.entity.js';
import { FileRepository } from '../file/file.repository.js';
import { isReadTicket } from '../file/link.codec.js';
import { ObjectStore, type ByteRange } from '../storage/store.port.js';
import { rangeOf } from './byte-range.policy.js';

const pathShape = /^\/files\/([^/]+)\/(original|thumbnail)$/;

/** Sends the bytes that a read ticket opens. */
@Injectable()
export class SendBytes {
  constructor(
    private readonly database: Database,
    private readonly files: FileRepository,
    private readonly store: ObjectStore,
  ) {}

  /** @throws {AppError} FILE_NOT_FOUND, SERVICE_UNAVAILABLE, before a byte was sent */
  async execute(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { row, variant } = await this.admit(url);
    const range = variant === 'original' ? rangeOf(request.headers.range, row.sizeBytes) : 'none';
    if (range === 'unsatisfiable') return void response.writeHead(416, { 'content-range': `bytes */${row.sizeBytes}` }).end();
    const wanted = range === 'none' ? null : range;
    if (request.method === 'HEAD') return void response.writeHead(wanted === null ? 200 : 206, headersOf(row, variant, wanted)).end();
    const bytes = await this.store.read(keyOf(row.id, variant), wanted);
    if (bytes === null) throw new AppError('FILE_NOT_FOUND');
    response.writeHead(wanted === null ? 200 : 206, headersOf(row, variant, wanted));
    // Whoever hangs up half-way is no failure of ours.
    await pipeline(bytes, response).catch(() => null);
  }

  private async admit(url: URL): Promise<{ readonly row: StoredRow; readonly variant: Variant }> {
    const [, given, name] = pathShape.exec(url.pathname) ?? [];
    const id = parseId<'file'>(given);
    const row = id === null ? null : await this.files.find(this.database, id);
    const variant: Variant = name === 'thumbnail' ? 'thumbnail' : 'original';
    const expiresAt = Number(url.searchParams.get('expires'));
    const ticket = url.searchParams.get('ticket') ?? '';
    if (row === null || !isReadTicket(ticket, row.urlSecret, variant, expiresAt, Date.now())) throw new AppError('FILE_NOT_FOUND');
    return { row, variant };
  }
}

/** How long a thumbnail is the store knows, and the end of the stream tells. */
const headersOf = ({ sizeBytes }: StoredRow, variant: Variant, range: ByteRange | null): Readonly<Record<string, string>> => {
  if (variant === 'thumbnail') return {};
  if (range === null) return { 'content-length': String(sizeBytes) };
  const { first, last } = range;
  return { 'content-length': String(last - first + 1), 'content-range': `bytes ${first}-${last}/${sizeBytes}` };
};
