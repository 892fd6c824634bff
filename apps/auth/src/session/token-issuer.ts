import { Injectable } from '@nestjs/common';
import type { auth, Dialect, SessionId } from '@parley/contracts';
import type { Tx } from '@parley/persistence';
import { randomUUID } from 'node:crypto';
import { TokenCodec } from '../keys/token.codec.js';
import { RefreshTokenRepository } from './refresh-token.repository.js';
import { hashSecret, newSecret } from './secret.codec.js';
import { sessionRules } from './session.policy.js';

/** Whom a token is for; `now` is the database's. */
export interface Holder {
  readonly account: auth.Account;
  readonly sessionId: SessionId;
  readonly dialect: Dialect;
  readonly mfa: auth.MfaState;
  readonly now: Date;
}

const unixSeconds = (time: Date): number => Math.floor(time.getTime() / 1_000);

/** Makes the tokens of a session, in its dialect's form and with its lifetimes. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly tokens: TokenCodec,
    private readonly refreshTokens: RefreshTokenRepository,
  ) {}

  issueAccess({ account, sessionId, dialect, mfa, now }: Holder): Promise<string> {
    const { userId: sub, role, email } = account;
    const { accessTtlSeconds } = sessionRules[dialect];
    const iat = unixSeconds(now);
    return this.tokens.signAccess({ sub, sid: sessionId, dia: dialect, role, email, mfa, jti: randomUUID(), iat, exp: iat + accessTtlSeconds });
  }

  /** Null where the dialect has no refresh tokens. Whatever its form, a token is good because its hash is stored. */
  async issueRefresh(tx: Tx, { account, sessionId, dialect, now }: Holder) {
    const { refresh } = sessionRules[dialect];
    if (refresh === null) return null;
    const iat = unixSeconds(now);
    const claims = { sub: account.userId, sid: sessionId, jti: newSecret(), iat, exp: iat + refresh.ttlSeconds };
    const token = refresh.form === 'jwt' ? await this.tokens.signRefresh(claims) : newSecret();
    return { token, id: await this.refreshTokens.insert(tx, sessionId, hashSecret(token), refresh.ttlSeconds) };
  }
}
