import { AppError, auth, parseId } from '@parley/contracts';
import type { RpcClient } from '@parley/transport';

type ApiKeyCommand = (rpc: RpcClient, args: readonly string[]) => Promise<string>;

const line = ({ id, ownerId, name, scopes, lastUsedAt }: auth.ApiKey): string =>
  [id, name, scopes.join(','), `owner ${ownerId}`, `last used ${lastUsedAt ?? 'never'}`].join('  ');

/** Keys for integrations (A-CB-05). The operator makes them for anybody; the secret is printed once. */
export const apiKeyCommands: Readonly<Record<string, ApiKeyCommand>> = {
  create: async (rpc, [who = '', name = '', scopes = auth.apiKeyScopes.join(',')]) => {
    const { userId } = await rpc.call(auth.findAccount, { identifier: who });
    const input = { actor: null, ownerId: userId, name, scopes: scopes.split(',') as auth.ApiKeyScope[] };
    const { apiKey, secret } = await rpc.call(auth.createApiKey, input);
    return `${line(apiKey)}\n${secret}`;
  },
  list: async (rpc) => {
    const { apiKeys } = await rpc.call(auth.listApiKeys, { viewerId: null });
    return apiKeys.map(line).join('\n');
  },
  revoke: async (rpc, [id]) => {
    const apiKeyId = parseId<'api-key'>(id);
    if (apiKeyId === null) throw new AppError('API_KEY_NOT_FOUND');
    await rpc.call(auth.revokeApiKey, { actor: null, apiKeyId });
    return `${apiKeyId} is revoked`;
  },
};
