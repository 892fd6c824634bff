import { Injectable } from '@nestjs/common';
import { AppError, messaging, user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { tryAgainLater, type AuthenticatedSocket, type LiveSocket, type PresentedSocketError } from '../../realtime/live-socket.js';
import { NativeProtocol, type Frame } from '../../realtime/native-protocol.js';
import { roomOf } from '../../realtime/rooms.js';
import { SocketIoProtocol, type Handshake } from '../../realtime/socket-io-protocol.js';
import { bearerToken } from '../../session/bearer-token.codec.js';
import { SessionResolver } from '../../session/session.resolver.js';
import { originOf, type Viewer } from '../../session/viewer.js';
import { SyncView } from '../../views/sync.view.js';
import { TypingView } from '../../views/typing.view.js';
import { cursorsOf, decodeIdCursors } from '../cursors.codec.js';
import { checkInput } from '../input.pipe.js';
import { presentSocketError } from './connectbest.errors.js';
import { connectbestIds } from './connectbest.ids.js';
import { toSetPresence, UpdatePresenceDto } from './presence/presence.dto.js';
import { presentSync } from './sync/sync.presenter.js';
import { MultiplexRegistry } from './sockets/multiplex.registry.js';
import { conversationGroups, groupRoom, groupsOf, multiplexPath, presenceRoom, roomsOfChannel, socketPaths } from './sockets/socket-groups.js';
import { TypingDto } from './typing/typing.dto.js';

/** What a socket of this dialect does, whatever carries it. */
@Injectable()
export class ConnectBestSockets {
  constructor(
    private readonly rpc: RpcClient,
    private readonly multiplexes: MultiplexRegistry,
    private readonly typing: TypingView,
    private readonly syncs: SyncView,
  ) {}

  /** Joins its user's and its conversations' rooms in the groups of its path; a socket that cannot is closed, not left deaf. */
  async connected(socket: AuthenticatedSocket): Promise<void> {
    const { userId, sessionId } = socket.viewer;
    const groups = groupsOf(socket.path);
    this.multiplexes.enter(socket);
    socket.join([
      roomOf('connectbest', 'session', sessionId),
      roomOf('connectbest', 'user', userId),
      ...groups.map((group) => groupRoom(group, 'user', userId)),
      ...(groups.includes('presence') ? [presenceRoom] : []),
    ]);
    try {
      const ids = conversationGroups.some((group) => groups.includes(group)) ? await this.rpc.call(messaging.listRoomIds, { userId }) : [];
      socket.join(ids.flatMap(roomsOfChannel(socket.path)));
    } catch (error) {
      socket.close(tryAgainLater, 'try again later');
      throw error;
    }
    this.multiplexes.ready(socket);
  }

  /** @throws {AppError} INPUT_INVALID for an event that no client of the specification sends on this path */
  async received(socket: AuthenticatedSocket, event: string, data: unknown): Promise<void> {
    const isTypingSocket = groupsOf(socket.path).includes('typing');
    if (isTypingSocket && event === 'typing:start') return this.type(socket, checkInput(TypingDto, data), true);
    if (isTypingSocket && event === 'typing:stop') return this.type(socket, checkInput(TypingDto, data), false);
    const isPresenceSocket = groupsOf(socket.path).includes('presence');
    if (isPresenceSocket && event === 'presence:update') return this.updatePresence(socket.viewer, checkInput(UpdatePresenceDto, data));
    if (event === 'sync' && groupsOf(socket.path).includes('messages')) return this.sync(socket, data);
    throw new AppError('INPUT_INVALID', { event: `${event} is not an event of this socket` });
  }

  /** CB-6.3 presence:update: answered by presence:changed to all. */
  private async updatePresence(viewer: Viewer, dto: UpdatePresenceDto): Promise<void> {
    await this.rpc.call(user.setPresence, toSetPresence(viewer, dto));
  }

  /** 6.2: at most one a second is told, and five seconds of silence end it. */
  private type({ viewer }: AuthenticatedSocket, { channelId }: TypingDto, isTyping: boolean): Promise<void> {
    return this.typing.set(originOf(viewer, 'connectbest'), { id: connectbestIds.channel.decode(channelId) }, isTyping);
  }

  /** The verb `sync` (A-00-14), on the sockets that hear messages. */
  private async sync(socket: AuthenticatedSocket, data: unknown): Promise<void> {
    const asked = { dialect: 'connectbest', cursors: decodeIdCursors(cursorsOf(data)), liveRooms: roomsOfChannel(socket.path) } as const;
    socket.send('sync', presentSync(await this.syncs.follow(socket, asked)));
  }

  told(socket: AuthenticatedSocket, data: unknown): void {
    this.multiplexes.told(socket, data);
  }

  disconnected(socket: AuthenticatedSocket): void {
    this.multiplexes.leave(socket);
  }
}

/** No path of ours may be opened without a token. @throws {AppError} TOKEN_MISSING */
const authenticated = (socket: LiveSocket): AuthenticatedSocket => {
  if (socket.viewer === null) throw new AppError('TOKEN_MISSING');
  return socket as AuthenticatedSocket;
};

/** Plain WebSockets: frames `{ event, data }` (section 12). */
@Injectable()
export class ConnectBestNative extends NativeProtocol {
  readonly paths = new RegExp(`^(${socketPaths.join('|')})$`);

  constructor(private readonly sockets: ConnectBestSockets) {
    super();
  }

  /** `/ws` is shared with chatrooms: the token's dialect decides (C04). */
  accepts(path: string, viewer: Viewer | null): boolean {
    return path !== multiplexPath || viewer?.dialect === 'connectbest';
  }

  allowsLateAuth(): boolean {
    return false;
  }

  decode(text: string): Frame {
    const frame = parsed(text);
    if (typeof frame !== 'object' || frame === null || !('event' in frame) || typeof frame.event !== 'string')
      throw new AppError('BODY_MALFORMED', { frame: 'must be {"event": string, "data": object}' });
    return { event: frame.event, data: 'data' in frame ? frame.data : {} };
  }

  encode(event: string, dataJson: string): string {
    return `{"event":${JSON.stringify(event)},"data":${dataJson}}`;
  }

  connected(socket: LiveSocket): Promise<void> {
    return this.sockets.connected(authenticated(socket));
  }

  received(socket: LiveSocket, { event, data }: Frame): Promise<void> {
    return this.sockets.received(authenticated(socket), event, data);
  }

  override told(socket: LiveSocket, data: unknown): void {
    this.sockets.told(authenticated(socket), data);
  }

  override disconnected(socket: LiveSocket): void {
    this.sockets.disconnected(authenticated(socket));
  }

  presentError(error: AppError): PresentedSocketError {
    return presentSocketError(error);
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('BODY_MALFORMED');
  }
};

/** The same paths as Socket.IO namespaces: `io(url + '/ws/messages', { query: { token } })`. */
@Injectable()
export class ConnectBestSocketIo extends SocketIoProtocol {
  readonly namespaces = socketPaths;
  readonly refusal = 'Unauthorized';

  constructor(
    private readonly sessions: SessionResolver,
    private readonly sockets: ConnectBestSockets,
  ) {
    super();
  }

  accepts({ namespace }: Handshake): boolean {
    return socketPaths.includes(namespace);
  }

  authenticate({ query, authorization }: Handshake): Promise<Viewer> {
    return this.sessions.resolve(query['token'] ?? bearerToken(authorization));
  }

  connected(socket: AuthenticatedSocket): Promise<void> {
    return this.sockets.connected(socket);
  }

  received(socket: AuthenticatedSocket, event: string, data: unknown): Promise<void> {
    return this.sockets.received(socket, event, data);
  }

  override told(socket: AuthenticatedSocket, data: unknown): void {
    this.sockets.told(socket, data);
  }

  override disconnected(socket: AuthenticatedSocket): void {
    this.sockets.disconnected(socket);
  }

  /** Acknowledgements are not part of this dialect (A-CB-58); a client that asks for one gets the error in it. */
  presentError(error: AppError): PresentedSocketError & { readonly ack: unknown } {
    return { ...presentSocketError(error), ack: null };
  }
}
