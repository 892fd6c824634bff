import { Injectable } from '@nestjs/common';
import type { AnyId, UserId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';

export interface AuditEntry {
  /** Null when the operator acted. */
  readonly actorId: UserId | null;
  readonly action: 'suspend' | 'activate' | 'delete' | 'make-admin' | 'create-api-key' | 'revoke-api-key' | 'read-message';
  readonly targetKind: 'account' | 'api-key' | 'message';
  readonly targetId: AnyId;
  readonly reason: string | null;
}

/** What was done to whom, by whom; written in the transaction of the deed. */
@Injectable()
export class AuditRepository {
  async record(tx: Tx, { actorId, action, targetKind, targetId, reason }: AuditEntry): Promise<void> {
    await tx.query('INSERT INTO audit_entry (actor_id, action, target_kind, target_id, reason) VALUES ($1, $2, $3, $4, $5)', [
      actorId,
      action,
      targetKind,
      targetId,
      reason,
    ]);
  }
}
