import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import * as oidc from 'openid-client';
import { AuthConfig } from '../auth.config.js';

/** Who somebody is, by the provider's word. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  readonly picture: string | null;
}

/** What a sign-in keeps to itself between its two halves. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Any OpenID provider, found by its discovery document (A-CB-06); Google's is https://accounts.google.com. */
@Injectable()
export class OpenIdProvider {
  private readonly logger = new Logger(OpenIdProvider.name);
  private known: oidc.Configuration | null = null;

  constructor(private readonly config: AuthConfig) {}

  newSecrets(): Secrets {
    return { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() };
  }

  /** @throws {AppError} SERVICE_UNAVAILABLE */
  async authorizationUrl({ state, nonce, codeVerifier }: Secrets, redirectUri: string): Promise<string> {
    const url = oidc.buildAuthorizationUrl(await this.discover(), {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /** Checks state, nonce and the signed token, and reads the profile. @throws {AppError} OAUTH_FAILED, SERVICE_UNAVAILABLE */
  async identify({ state, nonce, codeVerifier }: Secrets, callbackUrl: string): Promise<Identity> {
    const provider = await this.discover();
    try {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true };
      const tokens = await oidc.authorizationCodeGrant(provider, new URL(callbackUrl), checks);
      const claims = tokens.claims();
      if (claims === undefined) throw new AppError('OAUTH_FAILED');
      const hasProfile = provider.serverMetadata().userinfo_endpoint !== undefined;
      const profile = hasProfile ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub) : claims;
      const email = textOf(profile.email) ?? textOf(claims['email']);
      const isEmailVerified = (profile.email === undefined ? claims['email_verified'] : profile.email_verified) === true;
      return { issuer: claims.iss, subject: claims.sub, email, isEmailVerified, name: textOf(profile.name), picture: textOf(profile.picture) };
    } catch (error) {
      this.logger.warn(`sign-in: ${(error as Error).message}`);
      throw new AppError('OAUTH_FAILED', {}, { cause: error });
    }
  }

  /** Once found it is kept; a provider that is away is asked again next time. */
  private async discover(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) throw new AppError('SERVICE_UNAVAILABLE');
    if (this.known !== null) return this.known;
    const issuer = new URL(OIDC_ISSUER);
    // Only a provider on this machine may do without TLS: the config refuses any other.
    const execute = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    try {
      this.known = await oidc.discovery(issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, { execute });
      return this.known;
    } catch (error) {
      this.logger.warn(`${OIDC_ISSUER} cannot be discovered: ${(error as Error).message}`);
      throw new AppError('SERVICE_UNAVAILABLE', {}, { cause: error });
    }
  }
}
