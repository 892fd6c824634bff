import { Injectable } from '@nestjs/common';
import { AppError, newId, type auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { AuditRepository } from '../people/audit.repository.js';
import { Target } from '../people/target.js';
import { hashSecret, newSecret } from '../session/secret.codec.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** Makes a key and shows its secret, once (A-CB-05). */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly target: Target,
    private readonly apiKeys: ApiKeyRepository,
    private readonly audit: AuditRepository,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED, USER_NOT_FOUND */
  async execute({ actor, ownerId, name, scopes }: auth.CreateApiKeyInput): Promise<{ readonly apiKey: auth.ApiKey; readonly secret: string }> {
    const secret = `pk_${newSecret()}`;
    const apiKey = await this.transactions.run(async (tx) => {
      // Whoever makes a key knows it: nobody gets to act as somebody else that way.
      if (actor !== null && actor.userId !== ownerId) throw new AppError('ADMIN_REQUIRED');
      await this.target.lock(tx, { actor, userId: ownerId });
      const made = await this.apiKeys.insert(tx, { id: newId<'api-key'>(), ownerId, name, scopes }, hashSecret(secret));
      const deed = { action: 'create-api-key', targetKind: 'api-key', targetId: made.id, reason: name } as const;
      await this.audit.record(tx, { actorId: actor?.userId ?? null, ...deed });
      return made;
    });
    return { apiKey, secret };
  }
}
