import { Injectable } from '@nestjs/common';
import { newId, type auth, type Dialect, type SessionId, type UserId } from '@parley/contracts';
import { randomUUID } from 'node:crypto';
import { TokenCodec } from '../keys/token.codec.js';
import type { NewRefreshToken } from './refresh-token.repository.js';
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

export type RefreshHolder = Pick<Holder, 'sessionId' | 'dialect'> & { readonly userId: UserId };

/** A refresh token as its holder and as the store gets it. */
export interface IssuedRefresh extends NewRefreshToken {
  readonly token: string;
}

const unixSeconds = (time: Date): number => Math.floor(time.getTime() / 1_000);

/** Makes the tokens of a session, in its dialect's form and with its lifetimes. */
@Injectable()
export class TokenIssuer {
  constructor(private readonly tokens: TokenCodec) {}

  issueAccess({ account, sessionId, dialect, mfa, now }: Holder): Promise<string> {
    const { userId: sub, role, email } = account;
    const { accessTtlSeconds } = sessionRules[dialect];
    const iat = unixSeconds(now);
    return this.tokens.signAccess({ sub, sid: sessionId, dia: dialect, role, email, mfa, jti: randomUUID(), iat, exp: iat + accessTtlSeconds });
  }

  /** Null where the dialect has no refresh tokens. Whatever its form, a token is good once its hash is stored, and for as long as its row says. */
  async issueRefresh({ userId, sessionId, dialect }: RefreshHolder): Promise<IssuedRefresh | null> {
    const { refresh } = sessionRules[dialect];
    if (refresh === null) return null;
    const iat = unixSeconds(new Date());
    const claims = { sub: userId, sid: sessionId, jti: newSecret(), iat, exp: iat + refresh.ttlSeconds };
    const token = refresh.form === 'jwt' ? await this.tokens.signRefresh(claims) : newSecret();
    return { token, id: newId<'refresh-token'>(), hash: hashSecret(token), ttlSeconds: refresh.ttlSeconds };
  }
}
