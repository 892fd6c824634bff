import { Body, Delete, Get, Header, Param, Post } from '@nestjs/common';
import { auth } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { RefusesApiKeys } from '../../../session/api-keys.decorator.js';
import { CurrentViewer } from '../../../session/current-viewer.decorator.js';
import { originOf, type Viewer } from '../../../session/viewer.js';
import { ConnectBestController } from '../connectbest.controller.decorator.js';
import { success } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';
import { CreateApiKeyDto } from './api-keys.dto.js';
import { presentApiKey } from './api-keys.presenter.js';

/** A-CB-05: keys for integrations, managed by admins (extensions). No key manages keys. */
@RefusesApiKeys()
@ConnectBestController('admin/api-keys')
export class ApiKeysController {
  constructor(private readonly rpc: RpcClient) {}

  /** 201 `{ apiKey, key }`; the key is shown here and never again. It acts as the admin who made it. */
  @Post()
  @Header('cache-control', 'no-store')
  async create(@CurrentViewer() viewer: Viewer, @Body() { name, scopes }: CreateApiKeyDto) {
    const { apiKey, secret } = await this.rpc.call(auth.createApiKey, {
      actor: originOf(viewer, 'connectbest'),
      ownerId: viewer.userId,
      name,
      scopes: [...(scopes ?? auth.apiKeyScopes)],
    });
    return { apiKey: presentApiKey(apiKey), key: secret };
  }

  /** 200 `{ apiKeys }`: all that are not revoked, newest first. */
  @Get()
  async list(@CurrentViewer() { userId }: Viewer) {
    const { apiKeys } = await this.rpc.call(auth.listApiKeys, { viewerId: userId });
    return { apiKeys: apiKeys.map(presentApiKey) };
  }

  /** 200; from then on the key is refused. 404 for one that is not there any more. */
  @Delete(':apiKeyId')
  async revoke(@CurrentViewer() viewer: Viewer, @Param('apiKeyId') apiKeyId: string) {
    await this.rpc.call(auth.revokeApiKey, { actor: originOf(viewer, 'connectbest'), apiKeyId: connectbestIds.apiKey.decode(apiKeyId) });
    return success;
  }
}
