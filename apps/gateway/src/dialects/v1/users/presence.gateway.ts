import { Injectable } from '@nestjs/common';
import { AppError, user, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { LiveSocket } from '../../../realtime/live-socket.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { PresenceView } from '../../../views/presence.view.js';
import { checkInput } from '../../input.pipe.js';
import { v1Ids } from '../v1.ids.js';
import { PresenceSubscriptionDto, PresenceUpdateDto } from './presence.dto.js';
import { presentSnapshot, subscriberRoom, subscribersRoom } from './presence.presenter.js';

/** Of one socket, in however many frames: each holds rooms of this process (A-V1-34). */
const mostSubscriptions = 500;

/** The presence frames of V1-8.2. */
@Injectable()
export class PresenceGateway {
  private readonly subscribed = new WeakMap<LiveSocket, Set<UserId>>();

  constructor(
    private readonly rpc: RpcClient,
    private readonly presences: PresenceView,
  ) {}

  /** False: the frame is none of these. */
  async received(socket: LiveSocket, viewer: Viewer, event: string, data: unknown): Promise<boolean> {
    if (event === 'presence_update') await this.update(viewer, checkInput(PresenceUpdateDto, data));
    else if (event === 'subscribe_presence') await this.subscribe(socket, viewer, checkInput(PresenceSubscriptionDto, data));
    else if (event === 'unsubscribe_presence') this.unsubscribe(socket, viewer, checkInput(PresenceSubscriptionDto, data));
    else return false;
    return true;
  }

  private async update(viewer: Viewer, { status, status_message }: PresenceUpdateDto): Promise<void> {
    const message = status_message === undefined ? {} : { statusMessage: status_message === '' ? null : status_message };
    await this.rpc.call(user.setPresence, { origin: originOf(viewer, 'v1'), status, ...message });
  }

  /** Adds to what is subscribed; listens before it reads, so that nothing falls between. */
  private async subscribe(socket: LiveSocket, { userId }: Viewer, { user_ids }: PresenceSubscriptionDto): Promise<void> {
    const ids = [...new Set(user_ids.map((id) => v1Ids.user.decode(id)))];
    const all = new Set([...(this.subscribed.get(socket) ?? []), ...ids]);
    if (all.size > mostSubscriptions) throw new AppError('INPUT_INVALID', { user_ids: `must not make more than ${mostSubscriptions} subscriptions` });
    this.subscribed.set(socket, all);
    socket.join(ids.flatMap((id) => [subscribersRoom(id), subscriberRoom(userId, id)]));
    const presences = await this.presences.of(userId, ids);
    for (const id of ids) socket.send('presence_changed', presentSnapshot(id, presences.get(id)));
  }

  private unsubscribe(socket: LiveSocket, { userId }: Viewer, { user_ids }: PresenceSubscriptionDto): void {
    const ids = user_ids.map((id) => v1Ids.user.decode(id));
    for (const id of ids) this.subscribed.get(socket)?.delete(id);
    socket.leave(ids.flatMap((id) => [subscribersRoom(id), subscriberRoom(userId, id)]));
  }
}
