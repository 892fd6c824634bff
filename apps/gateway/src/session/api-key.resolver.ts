import { Injectable } from '@nestjs/common';
import { AppError, auth, type SessionId } from '@parley/contracts';
import { createHash } from 'node:crypto';
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

/** Keys remembered as good; with more than there are of them, all are asked about as if they were new. */
const mostProven = 10_000;

const digestOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Turns an API key into its owner. Auth is asked anew for each request, so a revoked key is refused at once. */
@Injectable()
export class ApiKeyResolver {
  /** The limits and the guard ask about the same request. */
  private readonly asked = new WeakMap<FastifyRequest, Promise<KeyHolder>>();
  /** Digests of the keys that were good when auth was asked last. */
  private readonly proven = new Set<string>();

  constructor(private readonly rpc: RpcClient) {}

  /** Whether a request brings a key that was good a moment ago. It decides nothing but what is asked first. */
  isProven(request: FastifyRequest): boolean {
    const key = apiKeyOf(request);
    return key !== null && this.proven.has(digestOf(key));
  }

  /** @throws {AppError} TOKEN_INVALID, ACCOUNT_SUSPENDED */
  resolve(request: FastifyRequest): Promise<KeyHolder> {
    const known = this.asked.get(request);
    if (known !== undefined) return known;
    const asking = this.prove(apiKeyOf(request) ?? '', addressOf(request.ip));
    this.asked.set(request, asking);
    return asking;
  }

  private async prove(secret: string, ip: string): Promise<KeyHolder> {
    const digest = digestOf(secret);
    try {
      const holder = await this.ask(secret, ip);
      if (this.proven.size >= mostProven) this.proven.clear();
      this.proven.add(digest);
      return holder;
    } catch (error) {
      this.proven.delete(digest);
      throw error;
    }
  }

  private async ask(secret: string, ip: string): Promise<KeyHolder> {
    if (!auth.apiKeyShape.test(secret)) throw new AppError('TOKEN_INVALID');
    const { apiKeyId, ownerId, role, email, scopes } = await this.rpc.call(auth.checkApiKey, { secret, ip });
    // A key is a session of its own, one without an end.
    const session = { sessionId: apiKeyId as string as SessionId, dialect: 'connectbest', mfa: 'none', expiresAt: Infinity } as const;
    return { viewer: { userId: ownerId, role, email, ...session }, scopes };
  }
}
