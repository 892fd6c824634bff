import type { Multipart } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { AppError, file, type FileId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { FileTransfers } from './file-transfers.js';
import { uploadError } from './upload-error.js';
import { UploadBody } from './upload-body.js';

/** The bytes of a request, apart from its connection: who gives up on them can still answer. */
const detached = (body: IncomingMessage): Readable => {
  const bytes = body.pipe(new PassThrough());
  body.once('close', () => {
    if (!body.complete) bytes.destroy(new Error('the client hung up'));
  });
  return bytes;
};

/** A part of a file would be kept as the whole of it, and what is packed for the way as the file itself. @throws {AppError} INPUT_INVALID */
const requirePlain = ({ 'content-range': range, 'content-encoding': coding }: IncomingMessage['headers']): void => {
  if (range !== undefined) throw new AppError('INPUT_INVALID', { 'Content-Range': 'must be absent: a file comes in one piece' });
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    throw new AppError('INPUT_INVALID', { 'Content-Encoding': 'must be absent: bytes are kept as they come' });
  }
};

type Ticket = Pick<file.UploadTicket, 'transferUrl' | 'token'>;

/** Takes the bytes of an upload whose ticket its client brings along (UMOC): as they are, or as the field `file` of a form. */
@Injectable()
export class TicketUploads {
  constructor(
    private readonly rpc: RpcClient,
    private readonly transfers: FileTransfers,
    private readonly body: UploadBody,
  ) {}

  /** @throws {AppError} INPUT_INVALID; UPLOAD_TOKEN_INVALID; FILE_UPLOAD_FAILED without a store; what the transfer answers */
  async receive(request: FastifyRequest, fileId: FileId, token: string): Promise<file.StoredFile> {
    try {
      requirePlain(request.headers);
      const { transferUrl } = await this.rpc.call(file.locateUpload, { fileId });
      const ticket = { transferUrl, token };
      return await this.body.read(request, () =>
        request.isMultipart() ? this.takeForm(request, ticket) : this.transfers.upload(ticket, detached(request.raw)),
      );
    } catch (error) {
      throw uploadError(error);
    }
  }

  private async takeForm(request: FastifyRequest, ticket: Ticket): Promise<file.StoredFile> {
    for await (const part of request.parts({ limits: { files: 1 } }) as AsyncIterable<Multipart>) {
      if (part.type !== 'file') continue;
      // A file that nobody reads holds up the form: the next part, and so the end, would never come.
      if (part.fieldname !== 'file') throw new AppError('INPUT_INVALID', { [part.fieldname]: 'is not a file of this form' });
      return this.transfers.upload(ticket, part.file);
    }
    throw new AppError('INPUT_INVALID', { file: 'file is missing' });
  }
}
