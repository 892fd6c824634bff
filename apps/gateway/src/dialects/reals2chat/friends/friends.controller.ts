import { Get } from '@nestjs/common';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import type { Viewer } from '../../../session/viewer.js';
import { PeopleView } from '../../../views/people.view.js';
import { Reals2ChatController } from '../reals2chat.controller.decorator.js';
import { enveloped } from '../reals2chat.envelope.js';
import { presentFriends } from './friends.presenter.js';

/** The list has no pages: as many as one call gives. */
export const maxFriends = 1_000;

@Reals2ChatController('friends')
export class FriendsController {
  constructor(private readonly people: PeopleView) {}

  /** R2-3.1 Get Friends List: 200 `{success, friends}`, accepted ones the viewer does not block, favourites first, then by name (A-R2-16). */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer) {
    return enveloped('friends', presentFriends(await this.people.friends(userId, maxFriends), new Date()));
  }
}
