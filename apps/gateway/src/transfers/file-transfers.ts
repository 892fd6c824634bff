import { Injectable } from '@nestjs/common';
import { AppError, errorKinds, fromWireError, type file, type WireError } from '@parley/contracts';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json } from 'node:stream/consumers';

/** Looking at what has come may take a while; more is an outage. */
const answerMs = 30_000;
/** Until the first byte of an answer to a read. */
const firstByteMs = 5_000;

/** Pipes bytes between clients and the file service (transfer.contract.ts); nothing is held but a buffer. */
@Injectable()
export class FileTransfers {
  private readonly agent = new http.Agent({ keepAlive: true });
  /** A stream cannot be sent again, so it never meets a connection that has just been closed. */
  private readonly singleUse = new http.Agent({ keepAlive: false });

  /**
   * Sends a stream up against a ticket. Refused half-way, it stops reading.
   * @throws {AppError} what the file service answers; FILE_UPLOAD_FAILED when it does not, UPLOAD_INCOMPLETE when the stream breaks off
   */
  async upload({ transferUrl, token }: Pick<file.UploadTicket, 'transferUrl' | 'token'>, stream: Readable): Promise<file.StoredFile> {
    const request = http.request(transferUrl, { method: 'PUT', agent: this.singleUse, headers: { authorization: `Bearer ${token}` } });
    // A form may be cut before its file is asked for.
    let failed: 'stream' | 'service' | null = stream.destroyed && !stream.readableEnded ? 'stream' : null;
    // A form that is cut ends its file without an error.
    for (const end of ['error', 'close']) stream.once(end, () => (failed ??= stream.readableEnded ? null : 'stream'));
    request.once('error', () => (failed ??= 'service'));
    const patience = (): void => void request.setTimeout(answerMs, () => request.destroy(new Error(`no answer within ${answerMs} ms`)));
    pipeline(stream, request).then(patience, () => null);
    try {
      return await read<file.StoredFile>(await answerOf(request));
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError(failed === 'stream' ? 'UPLOAD_INCOMPLETE' : 'FILE_UPLOAD_FAILED', {}, { cause: error });
    } finally {
      if (!request.writableFinished) request.destroy();
    }
  }

  /**
   * Opens the bytes of a file, or those of a range of it, from the file service: 200, 206 or 416.
   * @throws {AppError} FILE_NOT_FOUND, SERVICE_UNAVAILABLE
   */
  async download({ transferUrl }: Pick<file.OpenedFile, 'transferUrl'>, method: 'GET' | 'HEAD', range: string | undefined): Promise<IncomingMessage> {
    const request = http.request(transferUrl, { method, agent: this.agent, headers: range === undefined ? {} : { range } });
    request.setTimeout(firstByteMs, () => request.destroy(new Error('no answer')));
    request.end();
    const response = await answerOf(request).catch((error: unknown) => Promise.reject(new AppError('SERVICE_UNAVAILABLE', {}, { cause: error })));
    request.setTimeout(0);
    if ([200, 206, 416].includes(response.statusCode ?? 0)) return response;
    return read<never>(response);
  }
}

const answerOf = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.once('close', () => reject(new Error('the connection was closed')));
  });

/** @throws {AppError} the error that the answer carries */
const read = async <T>(response: IncomingMessage): Promise<T> => {
  const body: unknown = await json(response).catch(() => null);
  if (response.statusCode === 200 || response.statusCode === 201) return body as T;
  const { code, details } = (body ?? {}) as Partial<WireError>;
  if (code === undefined || !(code in errorKinds)) throw new AppError('SERVICE_UNAVAILABLE');
  throw fromWireError({ code, details: details ?? {} });
};
