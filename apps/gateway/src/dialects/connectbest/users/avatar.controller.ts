import { HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { AvatarUploads } from '../../../transfers/avatar-uploads.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';

@ConnectBestController('users/avatar')
export class AvatarController {
  constructor(private readonly avatars: AvatarUploads) {}

  /** CB-2.2 Upload Avatar: 200 `{ avatarUrl }`. */
  @Post()
  @HttpCode(200)
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest) {
    const { avatarUrl } = await this.avatars.receive(request, originOf(viewer, 'connectbest'));
    return { avatarUrl };
  }
}
