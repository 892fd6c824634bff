import { HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { AvatarUploads } from '../../../transfers/avatar-uploads.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { requireForm } from '../files/upload.dto.js';

@ChatroomsController('users/me/avatar')
export class AvatarController {
  constructor(private readonly avatars: AvatarUploads) {}

  /** RC-users.me.avatar: 200 `{avatar_url}` (A-RC-04). */
  @Post()
  @HttpCode(200)
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest) {
    requireForm(request);
    const { avatarUrl } = await this.avatars.receive(request, originOf(viewer, 'chatrooms'));
    return succeed({ avatar_url: avatarUrl }, 'Avatar updated successfully');
  }
}
