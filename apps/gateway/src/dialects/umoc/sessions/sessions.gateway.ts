import { Injectable } from '@nestjs/common';
import { AppError, parseId } from '@parley/contracts';
import type { Viewer } from '../../../session/viewer.js';
import { checkInput } from '../../input.pipe.js';
import { UmocSessions } from '../umoc.session.js';
import { replyOf, type Reply, type Verbs } from '../verb.js';
import { PingDto, VerifySessionDto } from './sessions.dto.js';
import { presentPong, presentSessionStatus } from './sessions.presenter.js';

/** Authentication Events. */
@Injectable()
export class SessionsGateway {
  constructor(private readonly sessions: UmocSessions) {}

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

  /** Unix ms. A session that is over, another user's or without its token (the socket's own needs none) is just not valid (A-UM-07). */
  private async expiryOf(viewer: Viewer, sessionID: string, token: string | null): Promise<number | null> {
    if (token === null) return parseId<'session'>(sessionID) === viewer.sessionId ? viewer.expiresAt : null;
    try {
      const session = await this.sessions.open(sessionID, token);
      return session.userId === viewer.userId ? session.expiresAt : null;
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unauthenticated') return null;
      throw error;
    }
  }
}
