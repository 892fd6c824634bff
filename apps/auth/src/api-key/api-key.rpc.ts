import { Controller } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { CheckApiKey } from './check-api-key.use-case.js';
import { CreateApiKey } from './create-api-key.use-case.js';
import { ListApiKeys } from './list-api-keys.query.js';
import { RevokeApiKey } from './revoke-api-key.use-case.js';

@Controller()
export class ApiKeyRpc {
  constructor(
    private readonly createApiKey: CreateApiKey,
    private readonly listApiKeys: ListApiKeys,
    private readonly revokeApiKey: RevokeApiKey,
    private readonly checkApiKey: CheckApiKey,
  ) {}

  @HandleRpc(auth.createApiKey)
  create(input: auth.CreateApiKeyInput) {
    return this.createApiKey.execute(input);
  }

  @HandleRpc(auth.listApiKeys)
  list(input: auth.ListApiKeysInput) {
    return this.listApiKeys.execute(input);
  }

  @HandleRpc(auth.revokeApiKey)
  revoke(input: auth.RevokeApiKeyInput): Promise<null> {
    return this.revokeApiKey.execute(input);
  }

  @HandleRpc(auth.checkApiKey)
  check(input: auth.CheckApiKeyInput): Promise<auth.CheckedApiKey> {
    return this.checkApiKey.execute(input);
  }
}
