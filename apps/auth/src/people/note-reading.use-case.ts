import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Admins } from './admins.js';
import { AuditRepository } from './audit.repository.js';

/** Lets an admin read a message for audit, and leaves a trace that he does (A-CB-37). */
@Injectable()
export class NoteReading {
  constructor(
    private readonly transactions: Transactions,
    private readonly admins: Admins,
    private readonly audit: AuditRepository,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED */
  async execute({ actor, messageId }: auth.NoteReadingInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      await this.admins.require(tx, actor.userId);
      await this.audit.record(tx, { actorId: actor.userId, action: 'read-message', targetKind: 'message', targetId: messageId, reason: null });
    });
    return null;
  }
}
