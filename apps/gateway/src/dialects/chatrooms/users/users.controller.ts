import { Get } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { OwnProfileView } from '../../../views/own-profile.view.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { presentOwnProfile } from './users.presenter.js';

@ChatroomsController('users')
export class UsersController {
  constructor(private readonly ownProfile: OwnProfileView) {}

  /** RC-users.me.get: 200, the profile bare under `data`. */
  @Get('me')
  async me(@CurrentViewer() viewer: Viewer) {
    return succeed(presentOwnProfile(await this.ownProfile.get(viewer.userId)), 'Profile retrieved successfully');
  }
}
