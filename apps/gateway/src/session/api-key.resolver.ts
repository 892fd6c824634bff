import { Injectable } from '@nestjs/common';
import { AppError, auth, type SessionId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import type { FastifyRequest } from 'fastify';
import { addressOf } from './client.codec.js';
import type { Viewer } from './viewer.js';

/** Who is behind an API key, and what the key may do. */
export interface KeyHolder {
  readonly viewer: Viewer;
  readonly scopes: readonly auth.ApiKeyScope[];
}

/** The key of an `X-API-Key` header, or null (A-CB-05). */
export const apiKeyOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null => {
  const key = headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? key : null;
};

/** Turns an API key into its owner. Auth is asked anew for each request, so a revoked key is refused at once. */
@Injectable()
export class ApiKeyResolver {
  /** The limits and the guard ask about the same request. */
  private readonly asked = new WeakMap<FastifyRequest, Promise<KeyHolder>>();

  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} TOKEN_INVALID, ACCOUNT_SUSPENDED */
  resolve(request: FastifyRequest): Promise<KeyHolder> {
    const known = this.asked.get(request);
    if (known !== undefined) return known;
    const asking = this.ask(apiKeyOf(request) ?? '', addressOf(request.ip));
    this.asked.set(request, asking);
    return asking;
  }

  private async ask(secret: string, ip: string): Promise<KeyHolder> {
    if (!auth.apiKeyShape.test(secret)) throw new AppError('TOKEN_INVALID');
    const { apiKeyId, ownerId, role, email, scopes } = await this.rpc.call(auth.checkApiKey, { secret, ip });
    // A key is a session of its own, one without an end.
    const session = { sessionId: apiKeyId as string as SessionId, dialect: 'connectbest', mfa: 'none', expiresAt: Infinity } as const;
    return { viewer: { userId: ownerId, role, email, ...session }, scopes };
  }
}
