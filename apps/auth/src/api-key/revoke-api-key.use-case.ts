import { Injectable } from '@nestjs/common';
import { AppError, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { Admins } from '../people/admins.js';
import { AuditRepository } from '../people/audit.repository.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** Ends a key for good. Gateways ask about every request, so there is nobody to tell. */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly admins: Admins,
    private readonly apiKeys: ApiKeyRepository,
    private readonly audit: AuditRepository,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED, API_KEY_NOT_FOUND */
  async execute({ actor, apiKeyId }: auth.RevokeApiKeyInput): Promise<null> {
    await this.transactions.run(async (tx) => {
      if (actor !== null) await this.admins.require(tx, actor.userId);
      if ((await this.apiKeys.revoke(tx, apiKeyId)) === null) throw new AppError('API_KEY_NOT_FOUND');
      const deed = { action: 'revoke-api-key', targetKind: 'api-key', targetId: apiKeyId, reason: null } as const;
      await this.audit.record(tx, { actorId: actor?.userId ?? null, ...deed });
    });
    return null;
  }
}
