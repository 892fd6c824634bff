import { Body, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { V1Controller } from '../v1.controller.decorator.js';
import { confirmation } from '../v1.envelope.js';
import { v1Ids } from '../v1.ids.js';
import { BlockUserDto } from './contacts.dto.js';

@V1Controller('users/me/blocked')
export class BlockedController {
  constructor(private readonly rpc: RpcClient) {}

  /** V1-2.6 Block User: 200, again for one who is blocked (A-00-10). */
  @Post()
  @HttpCode(200)
  async block(@CurrentViewer() viewer: Viewer, @Body() { user_id }: BlockUserDto) {
    await this.rpc.call(user.blockUser, { origin: originOf(viewer, 'v1'), user: { id: v1Ids.user.decode(user_id) } });
    return confirmation('User blocked successfully');
  }

  /** Extension (A-V1-12): 200; 404 when there is no block. */
  @Delete(':userId')
  async unblock(@CurrentViewer() viewer: Viewer, @Param('userId') userId: string) {
    await this.rpc.call(user.unblockUser, { origin: originOf(viewer, 'v1'), user: { id: v1Ids.user.decode(userId) }, mustExist: true });
    return confirmation('User unblocked successfully');
  }
}
