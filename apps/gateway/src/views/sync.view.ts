import { Injectable } from '@nestjs/common';
import { messaging, type ConversationId, type Dialect, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { Admission } from '../realtime/admission.js';
import { DeliveryNotes } from '../realtime/delivery-notes.js';
import { Followers } from '../realtime/followers.js';
import type { AuthenticatedSocket, LiveSocket } from '../realtime/live-socket.js';
import { placeOf } from '../realtime/present-event.js';
import { syncConversationRoom, syncUserRoom } from '../realtime/sync-hints.js';

/** Changes in one answer (A-00-14). */
const pageSize = 500;

/** Cursors of a client, by id or by what else names its conversations. */
export type Cursors = Pick<messaging.SyncChangesInput, 'cursors' | 'named'>;

/** The verb `sync` of a socket. */
export interface SyncAsked {
  readonly dialect: Dialect;
  readonly cursors: Cursors;
  /** The dialect's own rooms in which the socket hears a conversation; null: it does not hear that one live. */
  readonly liveRooms: (id: ConversationId) => readonly string[] | null;
}

/** What a client missed; and the sockets that from then on miss nothing. */
@Injectable()
export class SyncView {
  constructor(
    private readonly rpc: RpcClient,
    private readonly followers: Followers,
    private readonly deliveries: DeliveryNotes,
    private readonly admission: Admission,
  ) {}

  isFollowing({ id }: LiveSocket): boolean {
    return this.followers.has(id);
  }

  /**
   * One page; what is fetched is delivered (C46).
   * @throws {AppError} INPUT_INVALID when a cursor is not a place in a log, SERVICE_UNAVAILABLE when too many ask at once
   */
  read(viewerId: UserId, cursors: Cursors): Promise<messaging.Sync> {
    return this.admission.sync(() => this.page(viewerId, cursors));
  }

  private async page(viewerId: UserId, cursors: Cursors): Promise<messaging.Sync> {
    const sync = await this.rpc.call(messaging.syncChanges, { viewerId, ...cursors, limit: pageSize });
    for (const { type, payload } of sync.changes) {
      const message = type === messaging.messageSent.subject ? (payload as { readonly message: messaging.Message } | null)?.message : undefined;
      if (message !== undefined) this.deliveries.note(placeOf(message), viewerId);
    }
    return sync;
  }

  /**
   * The same for a socket, which from now on hears heads and hints. It listens before it reads, so that nothing falls
   * between; and into its rooms again, should the word that brought it there have been lost.
   */
  follow(socket: AuthenticatedSocket, asked: SyncAsked): Promise<messaging.Sync> {
    return this.admission.sync(() => this.catchUp(socket, asked));
  }

  private async catchUp(socket: AuthenticatedSocket, { dialect, cursors, liveRooms }: SyncAsked): Promise<messaging.Sync> {
    const { userId } = socket.viewer;
    socket.join([syncUserRoom(dialect, userId)]);
    for (const id of await this.rpc.call(messaging.listRoomIds, { userId })) {
      const rooms = liveRooms(id);
      if (rooms !== null) socket.join([...rooms, syncConversationRoom(dialect, id)]);
    }
    // Who is gone meanwhile would never be taken out again.
    if (socket.isOpen) this.followers.add({ dialect, socket });
    return this.page(userId, cursors);
  }
}
