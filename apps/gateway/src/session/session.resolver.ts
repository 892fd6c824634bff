import { Injectable } from '@nestjs/common';
import { AppError, auth, dialects, parseId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';
import { errors, jwtVerify } from 'jose';
import { maxTokenChars } from './bearer-token.codec.js';
import { LiftedSessions } from './lifted-sessions.js';
import { Revocations } from './revocations.js';
import { SigningKeys } from './signing-keys.js';
import type { Viewer } from './viewer.js';

const cacheSize = 20_000;

/** Turns a token into a Viewer, without a call to another service once the keys are known. */
@Injectable()
export class SessionResolver {
  /** Tokens whose signature was checked; expiry and revocation are checked every time. */
  private readonly verified = new Map<string, Viewer>();

  constructor(
    private readonly keys: SigningKeys,
    private readonly revocations: Revocations,
    private readonly lifted: LiftedSessions,
    private readonly rpc: RpcClient,
  ) {}

  /** @throws {AppError} TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED, SESSION_REVOKED, SECOND_FACTOR_REQUIRED, SERVICE_UNAVAILABLE */
  async resolve(token: string | null): Promise<Viewer> {
    return this.requireFactor(await this.resolvePending(token));
  }

  /** For the few routes that a session may use before its second factor is given (C18). */
  async resolvePending(token: string | null): Promise<Viewer> {
    if (token === null || token === '') throw new AppError('TOKEN_MISSING');
    if (token.length > maxTokenChars) throw new AppError('TOKEN_INVALID');
    const viewer = this.verified.get(token) ?? (await this.verify(token));
    return this.requireAlive(viewer);
  }

  /** UMOC's pair: `token` is the opaque session token, or a JWT of the same session (C13). */
  async resolvePair(sessionId: string, token: string): Promise<Viewer> {
    const id = parseId<'session'>(sessionId);
    if (id === null || token === '' || token.length > maxTokenChars) throw new AppError('TOKEN_INVALID');
    if (token.split('.').length === 3) {
      const viewer = await this.resolve(token);
      if (viewer.sessionId !== id) throw new AppError('TOKEN_INVALID');
      return viewer;
    }
    const session = await this.rpc.call(auth.checkSession, { sessionId: id, token });
    return this.requireFactor(await this.requireAlive({ ...session, expiresAt: Date.parse(session.expiresAt) }));
  }

  /** Here, and nowhere else, is decided that nobody skips a second factor: every route and every socket resolves through it. */
  private async requireFactor(viewer: Viewer): Promise<Viewer> {
    if (viewer.mfa !== 'pending') return viewer;
    if (!(await this.lifted.has(viewer.sessionId))) throw new AppError('SECOND_FACTOR_REQUIRED');
    return { ...viewer, mfa: 'passed' };
  }

  /** While nobody knows who was revoked before we began, nobody is let in: a token lives for days (C12). */
  private async requireAlive(viewer: Viewer): Promise<Viewer> {
    if (!this.revocations.isLoaded) await this.revocations.load();
    if (viewer.expiresAt <= Date.now()) throw new AppError('TOKEN_EXPIRED');
    const reason = this.revocations.reasonOf(viewer.sessionId);
    if (reason !== null) throw new AppError('SESSION_REVOKED', { reason });
    return viewer;
  }

  private async verify(token: string): Promise<Viewer> {
    const claims = await this.claimsOf(token);
    const userId = parseId<'user'>(claims.sub);
    const sessionId = parseId<'session'>(claims.sid);
    const dialect = dialects.find((name) => name === claims.dia);
    if (userId === null || sessionId === null || dialect === undefined) throw new AppError('TOKEN_INVALID');
    const viewer: Viewer = { userId, sessionId, dialect, role: claims.role, email: claims.email, mfa: claims.mfa, expiresAt: claims.exp * 1000 };
    if (this.verified.size >= cacheSize) this.verified.clear();
    this.verified.set(token, viewer);
    return viewer;
  }

  private async claimsOf(token: string): Promise<auth.AccessClaims> {
    try {
      const { payload } = await jwtVerify(token, this.keys.find, { algorithms: ['ES256'], issuer: 'parley', audience: 'parley' });
      return payload as unknown as auth.AccessClaims;
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID');
    }
  }
}
