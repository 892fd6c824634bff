import { Injectable } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';
import { hashSecret } from '../session/secret.codec.js';
import { OauthRepository } from './oauth.repository.js';
import { OpenIdProvider } from './openid-provider.client.js';

const ttlSeconds = 600;

/** Begins a sign-in: PKCE, state and nonce are made here and kept here for ten minutes (CB-1.9, A-CB-06). */
@Injectable()
export class StartOAuth {
  constructor(
    private readonly transactions: Transactions,
    private readonly states: OauthRepository,
    private readonly provider: OpenIdProvider,
    private readonly config: AuthConfig,
  ) {}

  /** @throws {AppError} SERVICE_UNAVAILABLE */
  async execute({ redirectUri }: auth.StartOAuthInput): Promise<auth.OAuthStart> {
    const secrets = this.provider.newSecrets();
    const authorizationUrl = await this.provider.authorizationUrl(secrets, redirectUri);
    const sealed = seal(this.config.SERVER_KEY, JSON.stringify(secrets));
    await this.transactions.run((tx) => this.states.putState(tx, hashSecret(secrets.state), sealed, ttlSeconds));
    return { authorizationUrl, state: secrets.state, ttlSeconds };
  }
}
