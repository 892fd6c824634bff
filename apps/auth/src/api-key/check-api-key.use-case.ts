import { Injectable } from '@nestjs/common';
import { AppError, type auth, type ErrorCode } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { AttemptRepository } from '../account/attempt.repository.js';
import { hashSecret } from '../session/secret.codec.js';
import { ApiKeyRepository, type PresentedApiKey } from './api-key.repository.js';

/** Says whom a key stands for. Refusals are logged; uses are not, they show in `lastUsedAt`. */
@Injectable()
export class CheckApiKey {
  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeyRepository,
    private readonly attempts: AttemptRepository,
  ) {}

  /** @throws {AppError} TOKEN_INVALID, ACCOUNT_SUSPENDED */
  async execute({ secret, ip }: auth.CheckApiKeyInput): Promise<auth.CheckedApiKey> {
    const key = await this.apiKeys.present(this.database, hashSecret(secret));
    if (key !== null && !key.isRevoked && key.ownerState === 'active') return toChecked(key);
    const refusal: ErrorCode = key?.ownerState === 'suspended' && !key.isRevoked ? 'ACCOUNT_SUSPENDED' : 'TOKEN_INVALID';
    const attempt = { kind: 'api-key', identifier: key?.apiKeyId ?? '', userId: key?.ownerId ?? null } as const;
    await this.attempts.log(this.database, { ...attempt, client: { dialect: 'connectbest', ip } }, refusal);
    throw new AppError(refusal);
  }
}

const toChecked = ({ apiKeyId, scopes, ownerId, role, email }: PresentedApiKey): auth.CheckedApiKey => ({ apiKeyId, scopes, ownerId, role, email });
