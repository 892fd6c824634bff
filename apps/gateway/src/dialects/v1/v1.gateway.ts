import { Injectable } from '@nestjs/common';
import { AppError, messaging, type ConversationId, type SessionId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { AuthenticatedSocket, LiveSocket, PresentedSocketError } from '../../realtime/live-socket.js';
import { NativeProtocol, type Frame } from '../../realtime/native-protocol.js';
import { SessionResolver } from '../../session/session.resolver.js';
import { originOf, type Viewer } from '../../session/viewer.js';
import { SyncView } from '../../views/sync.view.js';
import { TypingView } from '../../views/typing.view.js';
import { cursorsOf, decodeIdCursors } from '../cursors.codec.js';
import { InputError } from '../input-error.js';
import { checkInput } from '../input.pipe.js';
import { AuthFrameDto } from './auth/auth.dto.js';
import { TypingFrameDto } from './messages/messages.dto.js';
import { conversationRoom, sessionRoom, userRoom } from './rooms.js';
import { PresenceGateway } from './users/presence.gateway.js';
import { presentSync } from './sync/sync.presenter.js';
import { presentFrameError } from './v1.errors.js';
import { connectionIdOf, v1Ids } from './v1.ids.js';

/** The socket of V1-8: frames are JSON objects named by `type`. A token in the URL is enough; without one, `auth` has 10 s (C10). */
@Injectable()
export class V1Gateway extends NativeProtocol {
  readonly paths = /^\/(v1(\/ws)?)?$/;
  /** Sockets that are in their rooms, and for which session. */
  private readonly entered = new WeakMap<LiveSocket, SessionId>();

  constructor(
    private readonly rpc: RpcClient,
    private readonly sessions: SessionResolver,
    private readonly typing: TypingView,
    private readonly presence: PresenceGateway,
    private readonly syncs: SyncView,
  ) {
    super();
  }

  accepts(): boolean {
    return true;
  }

  allowsLateAuth(): boolean {
    return true;
  }

  decode(text: string): Frame {
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      throw new AppError('BODY_MALFORMED');
    }
    const event = (data as { readonly type?: unknown } | null)?.type;
    if (typeof event !== 'string') throw new InputError([{ field: 'type', kind: 'missing', message: 'type must be a string' }]);
    return { event, data };
  }

  encode(event: string, dataJson: string): string {
    return `{"type":${JSON.stringify(event)}${dataJson === '{}' ? '' : ','}${dataJson.slice(1)}`;
  }

  async connected(socket: LiveSocket): Promise<void> {
    if (socket.viewer !== null) await this.enter(socket, socket.viewer);
  }

  async received(socket: LiveSocket, { event, data }: Frame): Promise<void> {
    if (event === 'auth') return this.authenticate(socket, checkInput(AuthFrameDto, data));
    if (socket.viewer === null) throw new AppError('TOKEN_MISSING');
    if (event === 'sync') return this.sync(socket as AuthenticatedSocket, data);
    if (event === 'typing') return this.type(socket.viewer, checkInput(TypingFrameDto, data));
    if (await this.presence.received(socket, socket.viewer, event, data)) return;
    throw new InputError([{ field: 'type', kind: 'value', message: 'type is unknown' }]);
  }

  presentError(error: AppError): PresentedSocketError {
    return { event: 'error', data: presentFrameError(error) };
  }

  /** V1-8.1: names the viewer, or gives a socket that has one a fresh token of his. */
  private async authenticate(socket: LiveSocket, { token }: AuthFrameDto): Promise<void> {
    const viewer = await this.sessions.resolve(token);
    const before = socket.viewer;
    if (before !== null && before.userId !== viewer.userId) throw new AppError('TOKEN_INVALID');
    socket.authenticate(viewer);
    if (this.entered.get(socket) !== viewer.sessionId) {
      if (before !== null) socket.leave([sessionRoom(before.sessionId)]);
      await this.enter(socket, viewer);
    }
    socket.send('auth_success', { user_id: v1Ids.user.encode(viewer.userId), connection_id: connectionIdOf(socket.id) });
  }

  /** The user's room first: through it the socket follows into groups that come up meanwhile. Who has sent `sync` hears his own session. */
  private async enter(socket: LiveSocket, { userId, sessionId }: Viewer): Promise<void> {
    socket.join([userRoom(userId), ...(this.syncs.isFollowing(socket) ? [] : [sessionRoom(sessionId)])]);
    const groups = await this.rpc.call(messaging.listRoomIds, { userId });
    socket.join(groups.map(conversationRoom));
    this.entered.set(socket, sessionId);
  }

  /** V1-8.2 `typing`: the others hear it (A-V1-23). */
  private type(viewer: Viewer, { conversation_id, is_typing }: TypingFrameDto): Promise<void> {
    return this.typing.set(originOf(viewer, 'v1'), { id: v1Ids.conversation.decode(conversation_id) }, is_typing);
  }

  /** The verb `sync`. From now on the socket hears what its own session sends, too: every seq reaches it (C55). */
  private async sync(socket: AuthenticatedSocket, data: unknown): Promise<void> {
    const asked = { dialect: 'v1', cursors: decodeIdCursors(cursorsOf(data)), liveRooms: (id: ConversationId) => [conversationRoom(id)] } as const;
    socket.leave([sessionRoom(socket.viewer.sessionId)]);
    socket.send('sync', presentSync(await this.syncs.follow(socket, asked)));
  }
}
