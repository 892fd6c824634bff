import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export interface Somebody {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name: string;
}

interface Grant {
  readonly who: Somebody;
  readonly challenge: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
};

/** A small OpenID provider on a port of this machine: discovery, keys, authorization code with PKCE, signed id tokens, userinfo. */
export class OpenIdProviderServer {
  static readonly client = { id: 'parley', secret: 'secret-of-parley' } as const;
  /** Who signs in next. */
  who: Somebody = { sub: '1', email: 'nobody@example.org', email_verified: true, name: 'Nobody' };
  /** Put into id tokens instead of the nonce that was asked for. */
  falseNonce: string | null = null;
  private readonly grants = new Map<string, Grant>();
  private readonly tokens = new Map<string, Somebody>();

  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    private readonly jwk: JWK,
  ) {}

  /** `port` 0: any that is free. */
  static async start(port: number): Promise<OpenIdProviderServer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
    const server = createServer();
    const provider = new OpenIdProviderServer(server, privateKey, jwk);
    server.on('request', (request, response) => {
      provider.answer(request).then(
        ({ status, body, location }) => {
          response.writeHead(status, { 'content-type': 'application/json', ...(location === undefined ? {} : { location }) });
          response.end(JSON.stringify(body ?? {}));
        },
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body?: object; readonly location?: string }> {
    const url = new URL(request.url ?? '/', this.issuer);
    if (url.pathname === '/.well-known/openid-configuration') return { status: 200, body: this.metadata() };
    if (url.pathname === '/jwks') return { status: 200, body: { keys: [this.jwk] } };
    if (url.pathname === '/authorize') return { status: 302, location: this.authorize(url.searchParams) };
    if (url.pathname === '/token') return this.exchange(await bodyOf(request), request.headers.authorization ?? '');
    const who = this.tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''));
    return url.pathname === '/userinfo' && who !== undefined ? { status: 200, body: who } : { status: 404 };
  }

  private metadata() {
    const at = (path: string) => `${this.issuer}${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      userinfo_endpoint: at('/userinfo'),
      jwks_uri: at('/jwks'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  private authorize(query: URLSearchParams): string {
    const need = (name: string): string => query.get(name) ?? '';
    if (need('code_challenge_method') !== 'S256' || need('client_id') !== OpenIdProviderServer.client.id) throw new Error('PKCE is not asked for');
    const code = randomBytes(16).toString('hex');
    this.grants.set(code, { who: this.who, challenge: need('code_challenge'), nonce: need('nonce'), redirectUri: need('redirect_uri') });
    const back = new URL(need('redirect_uri'));
    back.searchParams.set('code', code);
    back.searchParams.set('state', need('state'));
    return back.href;
  }

  private async exchange(body: URLSearchParams, authorization: string) {
    const { id, secret } = OpenIdProviderServer.client;
    const isClient = body.get('client_secret') === secret || authorization === `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const code = body.get('code') ?? '';
    const grant = this.grants.get(code);
    this.grants.delete(code);
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isClient || grant === undefined || grant.challenge !== challenge || grant.redirectUri !== body.get('redirect_uri'))
      return { status: 400, body: { error: 'invalid_grant' } };
    const accessToken = randomBytes(16).toString('hex');
    this.tokens.set(accessToken, grant.who);
    const idToken = await new SignJWT({ ...grant.who, nonce: this.falseNonce ?? grant.nonce })
      .setProtectedHeader({ alg: 'RS256', kid: this.jwk.kid ?? '' })
      .setIssuer(this.issuer)
      .setAudience(id)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.key);
    return { status: 200, body: { access_token: accessToken, token_type: 'bearer', expires_in: 300, id_token: idToken } };
  }
}
