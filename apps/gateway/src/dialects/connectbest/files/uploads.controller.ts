import { Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { file } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { FormUploads } from '../../../transfers/form-uploads.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { presentUpload } from './uploads.presenter.js';

@ConnectBestController('upload')
export class UploadsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly uploads: FormUploads,
  ) {}

  /** CB-5.1 Upload File: up to ten `files`, all or none; with `channelId` for that channel alone (A-CB-47). 200 `{ attachments }`. */
  @Post()
  @HttpCode(200)
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest) {
    const files = await this.uploads.receive(request, {
      origin: originOf(viewer, 'connectbest'),
      purpose: 'attachment',
      fileField: 'files',
      maxFiles: file.fileLimits.filesPerMessage,
      place: ({ channelId }) => (channelId === undefined || channelId === '' ? null : { id: connectbestIds.channel.decode(channelId) }),
    });
    return { attachments: files.map(presentUpload) };
  }

  /** CB-5.2 Delete File: 200, by its uploader, also when a message uses it (A-CB-50). */
  @Delete(':attachmentId')
  async delete(@CurrentViewer() viewer: Viewer, @Param('attachmentId') attachmentId: string) {
    await this.rpc.call(file.deleteFile, { origin: originOf(viewer, 'connectbest'), fileId: connectbestIds.file.decode(attachmentId) });
    return success;
  }

  /** Extension (C03): 302 to the file's address, for those who may read it where it was sent. */
  @Get(':attachmentId')
  async find(@CurrentViewer() viewer: Viewer, @Param('attachmentId') attachmentId: string, @Res() reply: FastifyReply): Promise<void> {
    const { url } = await this.rpc.call(file.openForMember, { viewerId: viewer.userId, fileId: connectbestIds.file.decode(attachmentId) });
    await reply.header('location', url).status(302).send();
  }
}
