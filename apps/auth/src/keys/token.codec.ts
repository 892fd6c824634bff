import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { auth } from '@parley/contracts';
import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT, type CryptoKey, type JWK } from 'jose';
import { AuthConfig } from '../auth.config.js';

const algorithm = 'ES256';
const issuer = 'parley';
/** A refresh token is meant for somebody else than an access token, so neither can pass as the other. */
const audiences = { access: 'parley', refresh: 'parley-refresh' } as const;

type RefreshClaims = Pick<auth.AccessClaims, 'sub' | 'sid' | 'jti' | 'iat' | 'exp'>;

/** Signs tokens with the service's key and publishes its public half. */
@Injectable()
export class TokenCodec implements OnModuleInit {
  private key!: CryptoKey;
  private jwk!: JWK & { readonly kid: string };

  constructor(private readonly config: AuthConfig) {}

  async onModuleInit(): Promise<void> {
    this.key = await importPKCS8(this.config.JWT_PRIVATE_KEY, algorithm, { extractable: true });
    const { kty, crv, x, y } = await exportJWK(this.key);
    const publicHalf = { kty, crv, x, y } as JWK;
    this.jwk = { ...publicHalf, kid: await calculateJwkThumbprint(publicHalf), alg: algorithm, use: 'sig' };
  }

  /** The public keys a token may be verified with (RFC 7517). */
  get publicKeys(): readonly Readonly<Record<string, unknown>>[] {
    return [{ ...this.jwk }];
  }

  signAccess(claims: auth.AccessClaims): Promise<string> {
    return this.sign({ ...claims }, audiences.access);
  }

  /** v1's form of a refresh token (A-V1-04). */
  signRefresh(claims: RefreshClaims): Promise<string> {
    return this.sign({ ...claims, typ: 'refresh' }, audiences.refresh);
  }

  private sign(claims: Record<string, unknown>, audience: string): Promise<string> {
    const header = { alg: algorithm, kid: this.jwk.kid, typ: 'JWT' };
    return new SignJWT({ ...claims, iss: issuer, aud: audience }).setProtectedHeader(header).sign(this.key);
  }
}
