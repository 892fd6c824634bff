import { IsUrl, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineRpc } from '../rpc.js';
import type { LogIn } from './session.contract.js';
import { ClientInput } from './register.contract.js';

const address = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

export class StartOAuthInput {
  /** Where the provider sends the browser back to; must be registered with it. */
  @IsUrl(address) @MaxLength(2_048) redirectUri!: string;
}

export interface OAuthStart {
  /** Where to send the browser; asks for PKCE with S256 and a nonce. */
  readonly authorizationUrl: string;
  /** For a cookie: only the browser that began may finish. */
  readonly state: string;
  readonly ttlSeconds: number;
}

/** Begins a sign-in with the OpenID provider. SERVICE_UNAVAILABLE while none is configured. */
export const startOAuth = defineRpc<StartOAuthInput, OAuthStart>('auth.oauth.start', {
  input: StartOAuthInput,
  errors: ['SERVICE_UNAVAILABLE'],
  timeoutMs: 10_000,
});

export class FinishOAuthInput {
  /** The whole address the browser was sent back to. */
  @IsUrl(address) @MaxLength(8_192) callbackUrl!: string;
  @ValidateNested() @Type(() => ClientInput) client!: ClientInput;
}

/**
 * Opens a session for who the provider says it is (A-CB-06): known by its subject, else by an address it has verified,
 * else new. Who has a second factor gets a pending session (C18).
 */
export const finishOAuth = defineRpc<FinishOAuthInput, LogIn>('auth.oauth.finish', {
  input: FinishOAuthInput,
  errors: ['OAUTH_FAILED', 'EMAIL_UNVERIFIED', 'ACCOUNT_SUSPENDED', 'SERVICE_UNAVAILABLE'],
  timeoutMs: 15_000,
});
