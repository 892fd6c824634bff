import { Injectable } from '@nestjs/common';
import { auth, type Origin } from '@parley/contracts';
import { Outbox, type Tx } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { AccountLetters } from '../account/account-letters.adapter.js';
import { AuthConfig } from '../auth.config.js';
import { AuditRepository } from './audit.repository.js';

/** Tells of what was done to an account: the audit log, the other services, the person. */
@Injectable()
export class Deeds {
  constructor(
    private readonly audit: AuditRepository,
    private readonly outbox: Outbox,
    private readonly letters: AccountLetters,
    private readonly config: AuthConfig,
  ) {}

  async suspended(tx: Tx, { userId, email, username }: auth.Account, actor: Origin | null, reason: string): Promise<void> {
    await this.audit.record(tx, { actorId: actor?.userId ?? null, action: 'suspend', targetKind: 'account', targetId: userId, reason });
    await this.outbox.add(tx, auth.accountStateChanged, { userId, state: 'suspended' }, actor);
    if (email !== null) await this.letters.send(tx, { userId, to: email }, 'account-suspended', { name: username, reason });
  }

  async activated(tx: Tx, { userId }: auth.Account, actor: Origin | null): Promise<void> {
    await this.audit.record(tx, { actorId: actor?.userId ?? null, action: 'activate', targetKind: 'account', targetId: userId, reason: null });
    await this.outbox.add(tx, auth.accountStateChanged, { userId, state: 'active' }, actor);
  }

  async deleted(tx: Tx, { userId }: auth.Account, actor: Origin | null, addresses: readonly string[]): Promise<void> {
    await this.audit.record(tx, { actorId: actor?.userId ?? null, action: 'delete', targetKind: 'account', targetId: userId, reason: null });
    const sealedAddresses = seal(this.config.SERVER_KEY, JSON.stringify(addresses));
    await this.outbox.add(tx, auth.userDeleted, { userId, sealedAddresses }, actor);
  }

  async madeAdmin(tx: Tx, { userId }: auth.Account): Promise<void> {
    await this.audit.record(tx, { actorId: null, action: 'make-admin', targetKind: 'account', targetId: userId, reason: null });
  }
}
