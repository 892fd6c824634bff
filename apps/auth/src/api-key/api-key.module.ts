import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeyRpc } from './api-key.rpc.js';
import { CheckApiKey } from './check-api-key.use-case.js';
import { CreateApiKey } from './create-api-key.use-case.js';
import { ListApiKeys } from './list-api-keys.query.js';
import { RevokeApiKey } from './revoke-api-key.use-case.js';

@Module({
  imports: [AccountModule, PeopleModule],
  controllers: [ApiKeyRpc],
  providers: [ApiKeyRepository, CreateApiKey, ListApiKeys, RevokeApiKey, CheckApiKey],
})
export class ApiKeyModule {}
