import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { clampLimit } from '../connectbest.page.js';
import { ListPeopleQuery, SuspendDto } from './people.dto.js';
import { presentPerson } from './people.presenter.js';

/** Section 8: auth asks for the role itself, so nobody else gets further than 403. */
@ConnectBestController('admin/users')
export class PeopleController {
  constructor(private readonly rpc: RpcClient) {}

  /** CB-8.2 List All Users: 200 `{ users, total }`; not the deleted ones (A-CB-71). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer, @Query() { status, search, limit, offset }: ListPeopleQuery) {
    const { accounts, total } = await this.rpc.call(auth.listAccounts, {
      viewerId: userId,
      state: status === 'all' ? null : status,
      search: search ?? null,
      limit: clampLimit(limit),
      offset,
    });
    return { users: accounts.map(presentPerson), total };
  }

  /** CB-8.3 Suspend User: 200; ends all sessions and mails the reason; 400 for an admin or oneself (A-CB-72). */
  @Post(':userId/suspend')
  @HttpCode(200)
  async suspend(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string, @Body() { reason }: SuspendDto) {
    await this.rpc.call(auth.suspendAccount, { actor: originOf(viewer, 'connectbest'), userId: connectbestIds.user.decode(userId), reason });
    return success;
  }

  /** CB-8.4 Activate User: 200. */
  @Post(':userId/activate')
  @HttpCode(200)
  async activate(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    await this.rpc.call(auth.activateAccount, { actor: originOf(viewer, 'connectbest'), userId: connectbestIds.user.decode(userId) });
    return success;
  }

  /** CB-8.5 Delete User: 200; the person is erased, what they wrote stays under "Deleted user" (C80). */
  @Delete(':userId')
  async delete(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    await this.rpc.call(auth.deleteAccount, { actor: originOf(viewer, 'connectbest'), userId: connectbestIds.user.decode(userId) });
    return success;
  }
}
