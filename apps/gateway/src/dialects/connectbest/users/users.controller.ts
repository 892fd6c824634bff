import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { PeopleView } from '../../../views/people.view.js';
import { presentMe } from '../auth/auth.presenter.js';
import { OwnUserView } from '../auth/own-user.view.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { clampSearchLimit } from '../connectbest.page.js';
import { toSetPresence, UpdateStatusDto } from '../presence/presence.dto.js';
import { SearchUsersQuery, toProfileChanges, UpdateProfileDto } from './users.dto.js';
import { presentFoundUser, presentUser } from './users.presenter.js';

@ConnectBestController('users')
export class UsersController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly users: OwnUserView,
    private readonly people: PeopleView,
  ) {}

  /** CB-2.1 Update User Profile: 200 `{ user }`, the object of 1.5. */
  @Put('profile')
  async update(@CurrentViewer() viewer: Viewer, @Body() body: UpdateProfileDto) {
    return { user: presentMe(await this.users.update(originOf(viewer, 'connectbest'), toProfileChanges(body))) };
  }

  /** CB-2.3 Update User Status: 200 `{ success }`; presence:changed tells all (A-CB-62). */
  @Put('status')
  async setStatus(@CurrentViewer() viewer: Viewer, @Body() body: UpdateStatusDto) {
    await this.rpc.call(user.setPresence, toSetPresence(viewer, body));
    return success;
  }

  /** CB-2.4 Search Users: 200 `{ users }`, best match first (A-CB-19). */
  @Get('search')
  async search(@CurrentViewer() { userId }: Viewer, @Query() { query, limit }: SearchUsersQuery) {
    const fields = { withUsernames: false, withContactData: true };
    const page = { limit: clampSearchLimit(limit), offset: 0 };
    const { profiles, presences } = await this.people.search({ viewerId: userId, text: query, ...fields, ...page });
    return { users: profiles.map((profile) => presentFoundUser(profile, presences.get(profile.id))) };
  }

  /** CB-2.5 Get User by ID: 200 `{ user }`. */
  @Get(':userId')
  async get(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    return { user: presentUser(await this.people.one(viewer.userId, connectbestIds.user.decode(userId))) };
  }
}
