import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { PeopleView } from '../../../views/people.view.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { v1Ids } from '../v1.ids.js';
import { windowOf } from '../v1.page.js';
import { SearchUsersQuery, toProfileChanges, UpdateProfileDto } from './users.dto.js';
import { presentSearch, presentUpdated, presentUser } from './users.presenter.js';

@V1Controller('users')
export class UsersController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly people: PeopleView,
  ) {}

  /** V1-2.1 Get User Profile of oneself: 200 (A-V1-07). */
  @Get('me')
  async me(@CurrentViewer() { userId }: Viewer) {
    return presentUser(await this.people.one(userId, userId));
  }

  /** V1-2.2 Update Profile: 200 (A-V1-08). */
  @Put('me')
  async update(@CurrentViewer() viewer: Viewer, @Body() body: UpdateProfileDto) {
    return presentUpdated(await this.rpc.call(user.updateProfile, { origin: originOf(viewer, 'v1'), changes: toProfileChanges(body) }), body);
  }

  /** V1-2.3 Search Users: 200, user names and full names, best match first; never oneself (A-V1-09). */
  @Get('search')
  async search(@CurrentViewer() { userId }: Viewer, @Query() query: SearchUsersQuery) {
    const window = windowOf(query);
    const fields = { withUsernames: true, withContactData: false };
    return presentSearch(await this.people.search({ viewerId: userId, text: query.q, ...fields, ...window }), window);
  }

  /** V1-2.1 Get User Profile: 200. */
  @Get(':userId')
  async get(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    return presentUser(await this.people.one(viewer.userId, v1Ids.user.decode(userId)));
  }
}
