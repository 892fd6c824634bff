import { Injectable } from '@nestjs/common';
import { AppError, messaging } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { AuthenticatedSocket } from '../../realtime/live-socket.js';
import { roomOf } from '../../realtime/rooms.js';
import { SocketIoProtocol, type Handshake } from '../../realtime/socket-io-protocol.js';
import { bearerToken } from '../../session/bearer-token.codec.js';
import { SessionResolver } from '../../session/session.resolver.js';
import { originOf, type Viewer } from '../../session/viewer.js';
import { SyncView } from '../../views/sync.view.js';
import { TypingView } from '../../views/typing.view.js';
import { PeopleView } from '../../views/people.view.js';
import { cursorsOf, decodeIdCursors } from '../cursors.codec.js';
import { checkInput } from '../input.pipe.js';
import { maxFriends } from './friends/friends.controller.js';
import { presentOnlineFriends } from './friends/friends.presenter.js';
import { SendMessageDto, toSendMessage, TypingDto } from './messages/messages.dto.js';
import { presentSent } from './messages/messages.presenter.js';
import { enveloped } from './reals2chat.envelope.js';
import { presentError } from './reals2chat.errors.js';
import { decodeId } from './reals2chat.ids.js';
import { presentSync } from './sync/sync.presenter.js';

/** R2-4: `io(API_URL, { query: { token } })`, with or without a trailing /api or /api/ (C05, A-R2-15). */
@Injectable()
export class Reals2ChatGateway extends SocketIoProtocol {
  readonly namespaces = ['/', '/api', '/api/'];
  readonly refusal = 'Unauthorized';

  constructor(
    private readonly sessions: SessionResolver,
    private readonly rpc: RpcClient,
    private readonly typing: TypingView,
    private readonly people: PeopleView,
    private readonly syncs: SyncView,
  ) {
    super();
  }

  accepts({ namespace, query }: Handshake): boolean {
    return namespace !== '/' || query['sessionID'] === undefined;
  }

  authenticate({ query, authorization }: Handshake): Promise<Viewer> {
    return this.sessions.resolve(query['token'] ?? bearerToken(authorization));
  }

  async connected(socket: AuthenticatedSocket): Promise<void> {
    const { userId, sessionId } = socket.viewer;
    socket.join([roomOf('reals2chat', 'user', userId), roomOf('reals2chat', 'session', sessionId)]);
    const friends = await this.people.contacts({ viewerId: userId, state: 'accepted', limit: maxFriends, offset: 0 });
    for (const status of presentOnlineFriends(friends, new Date())) socket.send('userStatus', status);
  }

  async received(socket: AuthenticatedSocket, event: string, data: unknown): Promise<unknown> {
    const { viewer } = socket;
    if (event === 'sendMessage') return this.sendMessage(viewer, data);
    if (event === 'typing') return this.type(viewer, data, true);
    if (event === 'stopTyping') return this.type(viewer, data, false);
    if (event === 'sync') return this.sync(socket, data);
    throw new AppError('INPUT_INVALID', { event: 'Unknown event' });
  }

  presentError(error: AppError) {
    return { event: 'error', data: presentError(error).body, ack: null };
  }

  /** R2-4.2 `sendMessage`: acknowledged with `{success, message}` once stored (A-R2-11). */
  private async sendMessage(viewer: Viewer, data: unknown) {
    const dto = checkInput(SendMessageDto, data);
    const sent = await this.rpc.call(messaging.sendMessage, toSendMessage(viewer, dto, dto.client_id ?? null));
    return enveloped('message', presentSent(sent));
  }

  /** R2-4.2 `typing`, `stopTyping`: the recipient hears `typingStatus`. */
  private async type(viewer: Viewer, data: unknown, isTyping: boolean) {
    const { recipientId } = checkInput(TypingDto, data);
    await this.typing.set(originOf(viewer, 'reals2chat'), { directWith: { id: decodeId(recipientId, 'recipientId') } }, isTyping);
    return { success: true };
  }

  /** The verb `sync` (A-00-14), answered by the event of that name; acknowledged with the same. Rooms do not show here (C38). */
  private async sync(socket: AuthenticatedSocket, data: unknown) {
    const asked = { dialect: 'reals2chat', cursors: decodeIdCursors(cursorsOf(data)), liveRooms: () => null } as const;
    const answer = presentSync(await this.syncs.follow(socket, asked));
    socket.send('sync', answer);
    return { success: true, ...answer };
  }
}
