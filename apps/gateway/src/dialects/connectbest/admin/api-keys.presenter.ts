import type { auth } from '@parley/contracts';
import { presentTime } from '../connectbest.envelope.js';
import { connectbestIds } from '../connectbest.ids.js';

/** A key as admins see it (A-CB-05): never its secret. */
export const presentApiKey = ({ id, ownerId, name, scopes, createdAt, lastUsedAt }: auth.ApiKey) => ({
  id: connectbestIds.apiKey.encode(id),
  ownerId: connectbestIds.user.encode(ownerId),
  name,
  scopes,
  createdAt: presentTime(createdAt),
  lastUsedAt: lastUsedAt === null ? null : presentTime(lastUsedAt),
});
