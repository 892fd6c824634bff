import type { Multipart, MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { AppError, file, type FileId, type messaging, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { InputError } from '../dialects/input-error.js';
import { FileTransfers } from './file-transfers.js';
import { uploadError } from './upload-error.js';
import { UploadBody } from './upload-body.js';

/** How a dialect's upload form looks. */
export interface UploadForm {
  readonly origin: Origin;
  readonly purpose: file.FilePurpose;
  readonly fileField: string;
  readonly maxFiles: number;
  /** Reads the conversation from the form's other fields, once all have come. @throws {AppError} when they are wrong */
  readonly place: (fields: Readonly<Record<string, string>>) => messaging.ConversationRef | null;
}

interface Received {
  readonly fileIds: readonly FileId[];
  readonly fields: Readonly<Record<string, string>>;
}

const maxNameChars = 4_096;

/** Front ends that are given a list of files name each `files[]` or `files[0]`. */
const fieldOf = (name: string): string => name.replace(/\[\d*\]$/, '');

/** Takes the files of a multipart form, one after the other, straight on to the file service. */
@Injectable()
export class FormUploads {
  constructor(
    private readonly rpc: RpcClient,
    private readonly transfers: FileTransfers,
    private readonly body: UploadBody,
  ) {}

  /**
   * All files of the form or none (A-CB-47).
   * @throws {AppError} INPUT_INVALID without a file; FILE_UPLOAD_FAILED without a store; what prepareUpload, the transfer and
   * finishUploads answer, with the file's name in details.file
   */
  async receive(request: FastifyRequest, form: UploadForm): Promise<readonly file.StoredFile[]> {
    if (!request.isMultipart()) throw new AppError('INPUT_INVALID', { [form.fileField]: 'must come in a multipart form' });
    const fileIds: FileId[] = [];
    try {
      const { fields } = await this.body.read(request, () => this.take(request, form, fileIds));
      if (fileIds.length === 0) throw new InputError([{ field: form.fileField, kind: 'missing', message: `${form.fileField} is missing` }]);
      const conversation = form.place(fields);
      return await this.rpc.call(file.finishUploads, { origin: form.origin, fileIds, conversation });
    } catch (error) {
      if (fileIds.length > 0) await this.rpc.call(file.discardUploads, { origin: form.origin, fileIds }).catch(() => null);
      throw uploadError(error);
    }
  }

  private async take(request: FastifyRequest, form: UploadForm, fileIds: FileId[]): Promise<Received> {
    const fields: Record<string, string> = Object.create(null) as Record<string, string>;
    for await (const part of request.parts({ limits: { files: form.maxFiles } }) as AsyncIterable<Multipart>) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else if (fieldOf(part.fieldname) === form.fileField) await this.send(part, form, fileIds);
      else throw new AppError('INPUT_INVALID', { [part.fieldname]: 'is not a file of this form' });
    }
    return { fileIds, fields };
  }

  private async send(part: MultipartFile, { origin, purpose }: UploadForm, fileIds: FileId[]): Promise<void> {
    // Browsers write a quote in a name as %22.
    const name = (part.filename ?? '').replaceAll('%22', '"').slice(-maxNameChars);
    try {
      const asked = { origin, purpose, conversation: null, name, mime: part.mimetype.slice(0, 255), sizeBytes: null };
      const ticket = await this.rpc.call(file.prepareUpload, asked);
      fileIds.push(ticket.fileId);
      await this.transfers.upload(ticket, part.file);
    } catch (error) {
      throw error instanceof AppError ? new AppError(error.code, { ...error.details, file: name }, { cause: error }) : error;
    }
  }
}
