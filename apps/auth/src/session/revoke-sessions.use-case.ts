import { Injectable } from '@nestjs/common';
import { auth, type Origin, type SessionId, type UserId } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { Signals } from '@parley/transport';
import { SessionRepository } from './session.repository.js';

/** Ends sessions inside the caller's transaction; the caller announces what it got back once that is committed. */
@Injectable()
export class RevokeSessions {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
    private readonly signals: Signals,
  ) {}

  /** Sessions that had ended before are left as they are and absent from the answer. `origin` is null when the system acts. */
  async execute(tx: Tx, ids: readonly SessionId[], reason: auth.RevocationReason, origin: Origin | null): Promise<readonly auth.Revocation[]> {
    if (ids.length === 0) return [];
    const revocations = await this.sessions.revoke(tx, ids, reason);
    if (revocations.length > 0) await this.outbox.add(tx, auth.sessionsRevoked, { revocations }, origin);
    return revocations;
  }

  /** The same for every live session of a user, whose account's row the caller has locked: none is opened meanwhile. */
  async ofUser(tx: Tx, userId: UserId, reason: auth.RevocationReason, origin: Origin | null): Promise<readonly auth.Revocation[]> {
    return this.execute(tx, await this.sessions.listLiveOf(tx, userId), reason, origin);
  }

  /** Tells every gateway at once; the event and `listRevocations` repair what this misses. */
  announce(revocations: readonly auth.Revocation[]): void {
    if (revocations.length > 0) this.signals.publish(auth.sessionsRevokedNow, { revocations });
  }
}
