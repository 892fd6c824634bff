import { Injectable } from '@nestjs/common';
import { AppError, messaging, type ConversationId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { ConnectionQuota } from '../../realtime/connection-quota.js';
import { closeCodes, type AuthenticatedSocket, type LiveSocket, type PresentedSocketError } from '../../realtime/live-socket.js';
import { NativeProtocol, type Frame } from '../../realtime/native-protocol.js';
import { roomOf } from '../../realtime/rooms.js';
import { syncConversationRoom } from '../../realtime/sync-hints.js';
import type { Viewer } from '../../session/viewer.js';
import { SyncView } from '../../views/sync.view.js';
import { cursorsOf, decodeIdCursors } from '../cursors.codec.js';
import { InputError } from '../input-error.js';
import { checkInput } from '../input.pipe.js';
import { presentErrorObject } from './chatrooms.errors.js';
import { chatroomsIds } from './chatrooms.ids.js';
import { ChatroomDto, MessageReadDto, SendMessageDto } from './messages/messages.dto.js';
import { MessagesGateway } from './messages/messages.gateway.js';
import { presentEcho, presentReceived } from './messages/messages.presenter.js';
import { presenceRoom } from './presence/presence.presenter.js';
import { chatroomRoom, liveRooms } from './rooms/members.presenter.js';
import { RoomAttendance } from './rooms/room-attendance.gateway.js';
import { presentSync } from './sync/sync.presenter.js';

/** RC-G22: sockets one user may have open at a time (C14). */
const mostSockets = 5;

const viewerOf = ({ viewer }: LiveSocket): Viewer => {
  if (viewer === null) throw new AppError('TOKEN_MISSING');
  return viewer;
};

const clientIdOf = (frame: Frame | null): string | null => {
  const id = (frame?.data as { readonly client_id?: unknown } | null | undefined)?.client_id;
  return typeof id === 'string' ? id : null;
};

/** The socket of "WebSocket Events": `{event, data}` frames on /ws. */
@Injectable()
export class ChatroomsGateway extends NativeProtocol {
  readonly paths = /^\/ws$/;
  /** Chatrooms each socket has joined; it may be out of some again, with its user's membership. */
  private readonly joined = new WeakMap<LiveSocket, Set<ConversationId>>();

  constructor(
    private readonly rpc: RpcClient,
    private readonly quota: ConnectionQuota,
    private readonly attendance: RoomAttendance,
    private readonly messages: MessagesGateway,
    private readonly syncs: SyncView,
  ) {
    super();
  }

  /** Every token but ConnectBest's, until a first frame tells otherwise (C04). */
  accepts(_path: string, viewer: Viewer | null): boolean {
    return viewer !== null && viewer.dialect !== 'connectbest';
  }

  allowsLateAuth(): boolean {
    return false;
  }

  decode(text: string): Frame {
    let frame: unknown;
    try {
      frame = JSON.parse(text);
    } catch {
      throw new AppError('BODY_MALFORMED', { frame: 'must be JSON' });
    }
    const { event, data } = (frame ?? {}) as { readonly event?: unknown; readonly data?: unknown };
    if (typeof event !== 'string') throw new AppError('BODY_MALFORMED', { frame: 'must be {event, data}' });
    return { event, data };
  }

  encode(event: string, dataJson: string): string {
    return `{"event":${JSON.stringify(event)},"data":${dataJson}}`;
  }

  async connected(socket: LiveSocket): Promise<void> {
    const { userId, sessionId } = viewerOf(socket);
    if (!(await this.quota.take('chatrooms', userId, socket.id, mostSockets))) {
      socket.send('error', presentErrorObject(new AppError('CONNECTION_LIMIT_REACHED')));
      return socket.close(closeCodes.limit, 'too many connections');
    }
    // The user's room first: through it the socket follows into chatrooms that come up meanwhile.
    socket.join([roomOf('chatrooms', 'user', userId), roomOf('chatrooms', 'session', sessionId)]);
    socket.join((await this.rpc.call(messaging.listRoomIds, { userId })).map(presenceRoom));
  }

  override disconnected(socket: LiveSocket, rooms: readonly string[]): void {
    this.quota.release(socket.id);
    for (const id of this.joined.get(socket) ?? []) if (rooms.includes(chatroomRoom(id))) this.attendance.gone(id, viewerOf(socket).userId);
  }

  async received(socket: LiveSocket, { event, data }: Frame): Promise<void> {
    if (event === 'join_chatroom') return this.join(socket, checkInput(ChatroomDto, data));
    if (event === 'leave_chatroom') return this.leave(socket, checkInput(ChatroomDto, data));
    if (event === 'send_message') return this.send(socket, checkInput(SendMessageDto, data));
    if (event === 'typing_start') return this.messages.type(viewerOf(socket), checkInput(ChatroomDto, data), true);
    if (event === 'typing_stop') return this.messages.type(viewerOf(socket), checkInput(ChatroomDto, data), false);
    if (event === 'sync') return this.sync(socket as AuthenticatedSocket, data);
    if (event === 'message_read') return this.messages.read(viewerOf(socket), checkInput(MessageReadDto, data));
    throw new InputError([{ field: 'event', kind: 'value', message: 'unknown event' }]);
  }

  /** A failed send tells which one it was (A-RC-22). */
  presentError(error: AppError, frame: Frame | null): PresentedSocketError {
    const { code, message, details } = presentErrorObject(error);
    const clientId = clientIdOf(frame);
    return { event: 'error', data: { code, message, details: clientId === null ? details : { ...details, client_id: clientId } } };
  }

  /** Subscribes the connection; members only (A-RC-23). */
  private async join(socket: LiveSocket, { chatroom_id }: ChatroomDto): Promise<void> {
    const viewer = viewerOf(socket);
    const id = chatroomsIds.decodeChatroom(chatroom_id, 'chatroom_id');
    const { user } = await this.rpc.call(messaging.getMember, { viewerId: viewer.userId, conversationId: id });
    await this.attendance.enter(socket, id, user);
    if (this.syncs.isFollowing(socket)) socket.join([syncConversationRoom('chatrooms', id)]);
    this.joined.set(socket, (this.joined.get(socket) ?? new Set()).add(id));
  }

  /** Ends the subscription; membership stays (A-RC-24). */
  private async leave(socket: LiveSocket, { chatroom_id }: ChatroomDto): Promise<void> {
    const id = chatroomsIds.decodeChatroom(chatroom_id, 'chatroom_id');
    const { userId } = viewerOf(socket);
    const wasIn = this.attendance.isIn(socket, id);
    socket.leave([...liveRooms(id, userId), syncConversationRoom('chatrooms', id)]);
    this.joined.get(socket)?.delete(id);
    if (wasIn) this.attendance.gone(id, userId);
  }

  /** The verb `sync` (A-00-14). What happens in chatrooms it has not joined the socket hears by heads alone (A-RC-23). */
  private async sync(socket: AuthenticatedSocket, data: unknown): Promise<void> {
    const liveRooms = (id: ConversationId) => (this.attendance.isIn(socket, id) ? [] : null);
    const asked = { dialect: 'chatrooms', cursors: decodeIdCursors(cursorsOf(data)), liveRooms } as const;
    socket.send('sync', presentSync(await this.syncs.follow(socket, asked)));
  }

  private async send(socket: LiveSocket, dto: SendMessageDto): Promise<void> {
    const { conversationId, clientKey, message, isNew } = await this.messages.send(viewerOf(socket), dto);
    // The fan-out reaches neither a sender who did not join (again, after he left) nor one who repeats himself; both wait for their answer.
    const isHeard = isNew && this.attendance.isIn(socket, conversationId);
    if (!isHeard) socket.send('message_received', clientKey === null ? presentReceived(message) : presentEcho(message, clientKey));
  }
}
