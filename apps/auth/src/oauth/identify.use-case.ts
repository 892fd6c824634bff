import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { unseal } from '@parley/runtime';
import { AuthConfig } from '../auth.config.js';
import { hashSecret } from '../session/secret.codec.js';
import { OauthRepository } from './oauth.repository.js';
import { OpenIdProvider, type Identity, type Secrets } from './openid-provider.client.js';

/** Turns the address a browser came back to into an identity; its state is used up by the attempt. */
@Injectable()
export class Identify {
  constructor(
    private readonly transactions: Transactions,
    private readonly states: OauthRepository,
    private readonly provider: OpenIdProvider,
    private readonly config: AuthConfig,
  ) {}

  /** @throws {AppError} OAUTH_FAILED, SERVICE_UNAVAILABLE */
  async execute(callbackUrl: string): Promise<Identity> {
    const state = new URL(callbackUrl).searchParams.get('state') ?? '';
    const sealed = await this.transactions.run((tx) => this.states.takeState(tx, hashSecret(state)));
    if (sealed === null) throw new AppError('OAUTH_FAILED');
    return this.provider.identify(JSON.parse(unseal(this.config.SERVER_KEY, sealed)) as Secrets, callbackUrl);
  }
}
