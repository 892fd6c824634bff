import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { Admins } from '../people/admins.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** Every live key, whoever owns it; without their secrets, which nobody keeps. */
@Injectable()
export class ListApiKeys {
  constructor(
    private readonly database: Database,
    private readonly admins: Admins,
    private readonly apiKeys: ApiKeyRepository,
  ) {}

  /** @throws {AppError} ADMIN_REQUIRED */
  async execute({ viewerId }: auth.ListApiKeysInput): Promise<{ readonly apiKeys: readonly auth.ApiKey[] }> {
    if (viewerId !== null) await this.admins.require(this.database, viewerId);
    return { apiKeys: await this.apiKeys.listLive(this.database) };
  }
}
