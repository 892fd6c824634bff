import { Post, Req } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { FormUploads } from '../../../transfers/form-uploads.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { placeOf, requireForm } from './upload.dto.js';
import { presentUpload } from './upload.presenter.js';

@ChatroomsController('upload/file')
export class UploadController {
  constructor(private readonly forms: FormUploads) {}

  /** RC-upload.file: 201 `{file}`; the field `chatroom_id` may stand before or behind the file. */
  @Post()
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest) {
    requireForm(request);
    const form = { origin: originOf(viewer, 'chatrooms'), purpose: 'attachment', fileField: 'file', maxFiles: 1, place: placeOf } as const;
    const [stored] = await this.forms.receive(request, form);
    if (stored === undefined) throw new AppError('FILE_UPLOAD_FAILED');
    return succeed(presentUpload(stored), 'File uploaded successfully');
  }
}
