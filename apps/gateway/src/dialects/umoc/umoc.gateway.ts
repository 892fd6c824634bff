import { Injectable } from '@nestjs/common';
import { AppError, messaging, user, type ConversationId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { AuthenticatedSocket } from '../../realtime/live-socket.js';
import { roomOf } from '../../realtime/rooms.js';
import { SocketIoProtocol, type Handshake } from '../../realtime/socket-io-protocol.js';
import { bearerToken } from '../../session/bearer-token.codec.js';
import type { Viewer } from '../../session/viewer.js';
import { SyncView } from '../../views/sync.view.js';
import { cursorsOf } from '../cursors.codec.js';
import { presentConnection, presentSessionStatus } from './sessions/sessions.presenter.js';
import { presentError, sessionOver } from './umoc.errors.js';
import { requireOwnSession, UmocSessions } from './umoc.session.js';
import { decodeChatCursors } from './sync/cursors.codec.js';
import { presentSync } from './sync/sync.presenter.js';
import { replyOf, type Reply, type Verbs } from './verb.js';
import { VerbRegistry } from './verb.registry.js';

/** A session the client may ask about is not always its own (A-UM-07). */
const withoutOwnSession: readonly string[] = ['verify_session'];

/** `/socket.io/?sessionID=…&token=…` (UM-HTTP-connect). */
@Injectable()
export class UmocGateway extends SocketIoProtocol {
  readonly namespaces = ['/'];
  readonly refusal = sessionOver;

  constructor(
    private readonly sessions: UmocSessions,
    private readonly rpc: RpcClient,
    private readonly verbs: VerbRegistry,
    private readonly syncs: SyncView,
  ) {
    super();
  }

  accepts({ query }: Handshake): boolean {
    return query['sessionID'] !== undefined;
  }

  authenticate({ query, authorization }: Handshake): Promise<Viewer> {
    return this.sessions.open(query['sessionID'] ?? '', query['token'] ?? bearerToken(authorization) ?? '');
  }

  /** UM-s2c-connection_successful, once the socket is in its rooms: its own first, so that a group joined meanwhile is heard. */
  async connected(socket: AuthenticatedSocket): Promise<void> {
    const { userId, sessionId, expiresAt } = socket.viewer;
    socket.join([roomOf('umoc', 'user', userId), roomOf('umoc', 'session', sessionId)]);
    const [profile, groups] = await Promise.all([
      this.rpc.call(user.getProfile, { user: { id: userId } }),
      this.rpc.call(messaging.listRoomIds, { userId }),
    ]);
    socket.join(groups.map((id) => roomOf('umoc', 'conversation', id)));
    socket.send('connection_successful', presentConnection(profile, expiresAt));
  }

  /** Answers with an event, and with the same payload to a callback (A-UM-32). */
  async received(socket: AuthenticatedSocket, event: string, data: unknown): Promise<unknown> {
    this.sessions.touch(socket);
    const reply = event === 'sync' ? await this.sync(socket, data) : await this.verbOf(socket.viewer, event, data)(socket.viewer, data);
    if (!reply.isBroadcast) socket.send(reply.event, reply.data);
    return reply.data;
  }

  /** UM-s2c-error, beside a callback too (A-UM-32); a session that is over is told so as `session_status` (A-UM-03). */
  presentError(error: AppError) {
    const isTold = true as const;
    if (error.kind === 'unauthenticated') return { event: 'session_status', data: presentSessionStatus(null), ack: null, isTold };
    return { event: 'error', data: presentError(error).body, ack: null, isTold };
  }

  /** The verb `sync` (A-00-14): the one that changes what its socket hears. */
  private async sync(socket: AuthenticatedSocket, data: unknown): Promise<Reply> {
    requireOwnSession(socket.viewer, data);
    const liveRooms = (id: ConversationId) => [roomOf('umoc', 'conversation', id)];
    const asked = { dialect: 'umoc', cursors: decodeChatCursors(cursorsOf(data)), liveRooms } as const;
    return replyOf('sync', presentSync(await this.syncs.follow(socket, asked)));
  }

  private verbOf(viewer: Viewer, event: string, data: unknown): Verbs[string] {
    if (!withoutOwnSession.includes(event)) requireOwnSession(viewer, data);
    const verb = this.verbs.find(event);
    if (verb === undefined) throw new AppError('INPUT_INVALID', { event: 'Unknown event' });
    return verb;
  }
}
