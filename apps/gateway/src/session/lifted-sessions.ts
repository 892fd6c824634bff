import { Injectable } from '@nestjs/common';
import { auth, type SessionId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

const cacheSize = 20_000;

/**
 * Sessions whose second factor was given after their token was made. Only a token that says `pending` asks, so that no
 * signal of the lifting can be lost; the answer "passed" is for good.
 */
@Injectable()
export class LiftedSessions {
  private readonly lifted = new Set<SessionId>();

  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} SESSION_REVOKED, SERVICE_UNAVAILABLE */
  async has(sessionId: SessionId): Promise<boolean> {
    if (this.lifted.has(sessionId)) return true;
    const { mfa } = await this.rpc.call(auth.getSessionMfa, { sessionId });
    if (mfa === 'pending') return false;
    if (this.lifted.size >= cacheSize) this.lifted.clear();
    this.lifted.add(sessionId);
    return true;
  }
}
