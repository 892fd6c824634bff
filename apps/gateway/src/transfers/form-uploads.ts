import type { Multipart, MultipartFile } from '@fastify/multipart';
import { Injectable } from '@nestjs/common';
import { AppError, file, type FileId, type messaging, type Origin } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FileTransfers } from './file-transfers.js';
import { readBody } from './upload-body.js';

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

/** Takes the files of a multipart form, one after the other, straight on to the file service. */
@Injectable()
export class FormUploads {
  constructor(
    private readonly rpc: RpcClient,
    private readonly transfers: FileTransfers,
  ) {}

  /**
   * All files of the form or none (A-CB-47).
   * @throws {AppError} INPUT_INVALID without a file; FILE_UPLOAD_FAILED without a store; what prepareUpload, the transfer and
   * finishUploads answer, with the file's name in details.file
   */
  async receive(request: FastifyRequest, reply: FastifyReply, form: UploadForm): Promise<readonly file.StoredFile[]> {
    if (!request.isMultipart()) throw new AppError('INPUT_INVALID', { [form.fileField]: 'must come in a multipart form' });
    const fileIds: FileId[] = [];
    try {
      const { fields } = await readBody(request, reply, () => this.take(request, form, fileIds));
      if (fileIds.length === 0) throw new AppError('INPUT_INVALID', { [form.fileField]: 'is missing' });
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
      else if (part.fieldname === form.fileField) await this.send(part, form, fileIds);
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

/** Errors of the form's reader, by their codes. */
const codeOfForm: Readonly<Record<string, 'INPUT_INVALID' | 'UPLOAD_INCOMPLETE'>> = {
  FST_FILES_LIMIT: 'INPUT_INVALID',
  FST_FIELDS_LIMIT: 'INPUT_INVALID',
  FST_PARTS_LIMIT: 'INPUT_INVALID',
  FST_PROTO_VIOLATION: 'INPUT_INVALID',
  FST_INVALID_JSON_FIELD_ERROR: 'INPUT_INVALID',
  FST_PREMATURE_CLOSE: 'UPLOAD_INCOMPLETE',
};

const uploadError = (error: unknown): unknown => {
  if (error instanceof AppError)
    return error.code === 'SERVICE_UNAVAILABLE' ? new AppError('FILE_UPLOAD_FAILED', error.details, { cause: error }) : error;
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  const known = codeOfForm[code ?? ''];
  if (known !== undefined) return new AppError(known, { form: message ?? 'is malformed' }, { cause: error });
  return /multipart|part terminated|boundary|header/i.test(message ?? '') ? new AppError('BODY_MALFORMED', {}, { cause: error }) : error;
};
