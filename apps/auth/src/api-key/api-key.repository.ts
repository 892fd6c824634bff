import { Injectable } from '@nestjs/common';
import type { ApiKeyId, auth, UserId } from '@parley/contracts';
import type { Queryable, Tx } from '@parley/persistence';

type ApiKeyRow = Omit<auth.ApiKey, 'createdAt' | 'lastUsedAt'> & { readonly createdAt: Date; readonly lastUsedAt: Date | null };

/** A key as a request presents it, with what its owner's row says now. */
export interface PresentedApiKey extends auth.CheckedApiKey {
  readonly isRevoked: boolean;
  readonly ownerState: auth.Account['state'];
}

const columns = `id, owner_id AS "ownerId", name, scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt"`;
const listLimit = 1_000;

const toApiKey = ({ createdAt, lastUsedAt, ...row }: ApiKeyRow): auth.ApiKey => ({
  ...row,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

@Injectable()
export class ApiKeyRepository {
  async insert(
    tx: Tx,
    { id, ownerId, name, scopes }: Pick<auth.ApiKey, 'id' | 'ownerId' | 'name' | 'scopes'>,
    keyHash: Buffer,
  ): Promise<auth.ApiKey> {
    const [row] = await tx.query<ApiKeyRow>(
      `INSERT INTO api_key (id, owner_id, name, key_hash, scopes) VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}`,
      [id, ownerId, name, keyHash, scopes],
    );
    return toApiKey(row as ApiKeyRow);
  }

  async listLive(db: Queryable): Promise<readonly auth.ApiKey[]> {
    const rows = await db.query<ApiKeyRow>(`SELECT ${columns} FROM api_key WHERE revoked_at IS NULL ORDER BY created_at DESC, id LIMIT ${listLimit}`);
    return rows.map(toApiKey);
  }

  /** Answers whose it was; null when there is no such live key. */
  async revoke(tx: Tx, id: ApiKeyId): Promise<UserId | null> {
    const [row] = await tx.query<{ readonly ownerId: UserId }>(
      `UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING owner_id AS "ownerId"`,
      [id],
    );
    return row?.ownerId ?? null;
  }

  /** Null when nobody was ever given the key. A use is noted to the minute, so that reading is not writing. */
  async present(db: Queryable, keyHash: Buffer): Promise<PresentedApiKey | null> {
    const [row] = await db.query<PresentedApiKey>(
      `WITH presented AS (
         SELECT api_key.id, scopes, owner_id, last_used_at, revoked_at, role, email, state
           FROM api_key JOIN account ON user_id = owner_id WHERE key_hash = $1
       ), used AS (
         UPDATE api_key SET last_used_at = now() FROM presented
          WHERE api_key.id = presented.id AND presented.revoked_at IS NULL AND state = 'active'
            AND (presented.last_used_at IS NULL OR presented.last_used_at < now() - interval '1 minute')
       ) SELECT id AS "apiKeyId", scopes, owner_id AS "ownerId", role, email, revoked_at IS NOT NULL AS "isRevoked", state AS "ownerState"
           FROM presented`,
      [keyHash],
    );
    return row ?? null;
  }
}
