import { Get, Param, Post, Req, Res } from '@nestjs/common';
import { file } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { FileAnswer } from '../../../transfers/file-answer.js';
import { FormUploads } from '../../../transfers/form-uploads.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { success } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { presentUpload } from './files.presenter.js';
import { decodePlace } from './upload-form.codec.js';

/** Membership is asked for each time, so nothing may be shown again without asking. */
const serving = { isAlwaysSaved: true, cacheControl: 'private, no-cache' } as const;

@V1Controller('files')
export class FilesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly uploads: FormUploads,
    private readonly answer: FileAnswer,
  ) {}

  /** V1-5.1 Upload File: 201, one `file` for one conversation. */
  @Post('upload')
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest) {
    const form = { purpose: 'attachment', fileField: 'file', maxFiles: 1, place: decodePlace } as const;
    const [stored] = await this.uploads.receive(request, { ...form, origin: originOf(viewer, 'v1') });
    if (stored === undefined) throw new Error('nothing was stored');
    return success(presentUpload(stored));
  }

  /** V1-5.2 Download File: 200 with the bytes, 206 for a range; for members of its conversation (A-V1-30). */
  @Get(':fileId')
  async download(@CurrentViewer() viewer: Viewer, @Param('fileId') fileId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const opened = await this.rpc.call(file.openForMember, { viewerId: viewer.userId, fileId: v1Ids.file.decode(fileId) });
    await this.answer.send(request, reply, opened, serving);
  }
}
