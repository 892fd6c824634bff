import { Get } from '@nestjs/common';
import { user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { Reals2ChatController } from '../reals2chat.controller.decorator.js';
import { enveloped } from '../reals2chat.envelope.js';
import { presentFriend } from './friends.presenter.js';

/** The list has no pages: as many as one call gives. */
const maxFriends = 1_000;

@Reals2ChatController('friends')
export class FriendsController {
  constructor(private readonly rpc: RpcClient) {}

  /** R2-3.1 Get Friends List: 200 `{success, friends}`, accepted ones the viewer does not block, by name (A-R2-16). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer) {
    const { contacts } = await this.rpc.call(user.listContacts, { viewerId: userId, state: 'accepted', limit: maxFriends, offset: 0 });
    return enveloped('friends', contacts.map(presentFriend));
  }
}
