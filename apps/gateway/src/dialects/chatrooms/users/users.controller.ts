import { Body, Get, Put } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { OwnProfileView } from '../../../views/own-profile.view.js';
import { ChatroomsController } from '../chatrooms.controller.decorator.js';
import { succeed } from '../chatrooms.envelope.js';
import { toProfileChanges, UpdateProfileDto } from './users.dto.js';
import { presentOwnProfile } from './users.presenter.js';

@ChatroomsController('users')
export class UsersController {
  constructor(private readonly ownProfile: OwnProfileView) {}

  /** RC-users.me.get: 200, the profile bare under `data`. */
  @Get('me')
  async me(@CurrentViewer() viewer: Viewer) {
    return succeed(presentOwnProfile(await this.ownProfile.get(viewer.userId)), 'Profile retrieved successfully');
  }

  /** RC-users.me.put: 200, the profile as it is now (A-RC-03). */
  @Put('me')
  async update(@CurrentViewer() viewer: Viewer, @Body() body: UpdateProfileDto) {
    const updated = await this.ownProfile.update(originOf(viewer, 'chatrooms'), toProfileChanges(body));
    return succeed(presentOwnProfile(updated), 'Profile updated successfully');
  }
}
