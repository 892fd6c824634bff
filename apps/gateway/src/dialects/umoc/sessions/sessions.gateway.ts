import { Injectable } from '@nestjs/common';
import { AppError, auth, parseId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { Viewer } from '../../../session/viewer.js';
import { checkInput } from '../../input.pipe.js';
import { UmocSessions } from '../umoc.session.js';
import { replyOf, type Reply, type Verbs } from '../verb.js';
import { PingDto, VerifySessionDto } from './sessions.dto.js';
import { presentPong, presentSessionStatus } from './sessions.presenter.js';

/** Authentication Events. */
@Injectable()
export class SessionsGateway {
  constructor(
    private readonly sessions: UmocSessions,
    private readonly rpc: RpcClient,
  ) {}

  readonly verbs: Verbs = {
    ping: (_viewer, data) => this.ping(checkInput(PingDto, data)),
    verify_session: (viewer, data) => this.verify(viewer, checkInput(VerifySessionDto, data)),
  };

  /** UM-c2s-ping → `pong`. */
  private async ping({ timestamp }: PingDto): Promise<Reply> {
    return replyOf('pong', presentPong(timestamp, Date.now()));
  }

  /** UM-c2s-verify_session → `session_status`. */
  private async verify(viewer: Viewer, { sessionID, token }: VerifySessionDto): Promise<Reply> {
    return replyOf('session_status', presentSessionStatus(await this.expiryOf(viewer, sessionID, token ?? null)));
  }

  /** Unix ms. A session that is over, another user's, or shown with a wrong token is just not valid (A-UM-07). */
  private async expiryOf(viewer: Viewer, sessionID: string, token: string | null): Promise<number | null> {
    try {
      return token === null ? await this.ownExpiry(viewer, sessionID) : await this.expiryOfPair(viewer, sessionID, token);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unauthenticated') return null;
      throw error;
    }
  }

  private async expiryOfPair({ userId }: Viewer, sessionID: string, token: string): Promise<number | null> {
    const session = await this.sessions.open(sessionID, token);
    return session.userId === userId ? session.expiresAt : null;
  }

  /** Whoever asks has shown who they are: no token is needed for their other sessions. */
  private async ownExpiry({ userId, sessionId: own, expiresAt }: Viewer, sessionID: string): Promise<number | null> {
    const sessionId = parseId<'session'>(sessionID);
    if (sessionId === null) return null;
    // A socket outlives its JWT by the grace of a minute, the session does not.
    if (sessionId === own) return expiresAt > Date.now() ? expiresAt : null;
    const end = await this.rpc.call(auth.getSessionEnd, { userId, sessionId });
    return Date.parse(end.expiresAt);
  }
}
