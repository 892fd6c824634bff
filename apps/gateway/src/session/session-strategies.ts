import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { apiKeyOf, ApiKeyResolver } from './api-key.resolver.js';
import { bearerToken } from './bearer-token.codec.js';
import { SessionResolver } from './session.resolver.js';
import type { Viewer } from './viewer.js';

/** What a route allows beyond a session whose second factor was given. */
export interface SessionOptions {
  readonly mayPend: boolean;
  readonly takesKeys: boolean;
}

/** What passport gives a strategy to answer with; `fail` leaves the request to the next strategy. */
interface Passport {
  success(viewer: Viewer): void;
  fail(): void;
  error(error: unknown): void;
}

export const strategyNames = { bearer: 'bearer', apiKey: 'api-key' } as const;

const strategy = (authenticate: (request: FastifyRequest, options: SessionOptions) => Promise<Viewer> | null): passport.Strategy => ({
  authenticate(request, options: SessionOptions) {
    const to = this as unknown as Passport;
    const answer = authenticate(request as unknown as FastifyRequest, options);
    if (answer === null) return to.fail();
    answer.then(
      (viewer) => to.success(viewer),
      (error) => to.error(error),
    );
  },
});

const readMethods: readonly string[] = ['GET', 'HEAD'];

/**
 * The ways into a guarded route, as passport strategies. passport-jwt says where the token is; verifying is the resolver's
 * work, which remembers signatures and asks about revocation every time: passport-jwt's own would verify each request anew.
 */
@Injectable()
export class SessionStrategies {
  constructor(
    private readonly sessions: SessionResolver,
    private readonly apiKeys: ApiKeyResolver,
  ) {
    passport.use(
      strategyNames.bearer,
      strategy((request, options) => this.byToken(request, options)),
    );
    passport.use(
      strategyNames.apiKey,
      strategy((request, options) => (apiKeyOf(request) === null ? null : this.byKey(request, options))),
    );
  }

  private byToken({ headers }: FastifyRequest, { mayPend }: SessionOptions): Promise<Viewer> | null {
    const token = bearerToken(headers.authorization);
    if (token === null) return null;
    return mayPend ? this.sessions.resolvePending(token) : this.sessions.resolve(token);
  }

  /** @throws {AppError} API_KEY_FORBIDDEN where keys are not taken, or not with these scopes */
  private async byKey(request: FastifyRequest, { takesKeys }: SessionOptions): Promise<Viewer> {
    const { viewer, scopes } = await this.apiKeys.resolve(request);
    if (!takesKeys) throw new AppError('API_KEY_FORBIDDEN');
    const scope = readMethods.includes(request.method) ? 'read' : 'write';
    if (!scopes.includes(scope)) throw new AppError('API_KEY_FORBIDDEN', { scope });
    return viewer;
  }
}
