import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { OwnProfileView } from '../../../views/own-profile.view.js';
import { presentMe } from '../auth/auth.presenter.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { connectbestIds } from '../connectbest.ids.js';
import { clampSearchLimit, SearchUsersQuery, toProfileChanges, UpdateProfileDto } from './users.dto.js';
import { presentFoundUser, presentUser } from './users.presenter.js';

@ConnectBestController('users')
export class UsersController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly profiles: OwnProfileView,
  ) {}

  /** CB-2.1 Update User Profile: 200 `{ user }`, the object of 1.5. */
  @Put('profile')
  async update(@CurrentViewer() viewer: Viewer, @Body() body: UpdateProfileDto) {
    return { user: presentMe(await this.profiles.update(originOf(viewer, 'connectbest'), toProfileChanges(body))) };
  }

  /** CB-2.4 Search Users: 200 `{ users }`, best match first (A-CB-19). */
  @Get('search')
  async search(@CurrentViewer() { userId }: Viewer, @Query() { query, limit }: SearchUsersQuery) {
    const fields = { withUsernames: false, withContactData: true };
    const page = await this.rpc.call(user.searchUsers, { viewerId: userId, text: query, ...fields, limit: clampSearchLimit(limit), offset: 0 });
    return { users: page.profiles.map(presentFoundUser) };
  }

  /** CB-2.5 Get User by ID: 200 `{ user }`. */
  @Get(':userId')
  async get(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    return { user: presentUser(await this.rpc.call(user.viewProfile, { viewerId: viewer.userId, userId: connectbestIds.user.decode(userId) })) };
  }
}
