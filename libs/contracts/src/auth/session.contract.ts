import { IsIn, IsInt, IsOptional, IsString, Length, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { defineEvent, defineSignal, dialects, type Dialect } from '../event.js';
import { IsId, type SessionId, type UserId } from '../ids.js';
import { defineRpc } from '../rpc.js';
import type { Account, IssuedSession, MfaState, Role } from './account.contract.js';
import type { ProfileCopy } from './profile-copy.contract.js';
import { ClientInput } from './register.contract.js';

export class LogInInput {
  @ValidateNested() @Type(() => ClientInput) client!: ClientInput;
  /** An e-mail if it has an `@`, else a username (C15). */
  @IsString() @Length(1, 254) identifier!: string;
  @IsString() @MaxLength(1_024) password!: string;
  @IsOptional() @Matches(/^\d{6,8}$/) code!: string | null;
}

export interface LogIn {
  readonly account: Account;
  readonly session: IssuedSession;
}

export interface PasswordLogIn extends LogIn {
  /** Null as long as user has not told of the profile: ask it. */
  readonly profile: ProfileCopy | null;
}

/**
 * Checks in this order (C16): rate, user and password, suspended, verified (ConnectBest only), second factor.
 * Unknown user and wrong password cannot be told apart, in time neither.
 */
export const logIn = defineRpc<LogInInput, PasswordLogIn>('auth.session.log-in', {
  input: LogInInput,
  errors: ['CREDENTIALS_WRONG', 'ACCOUNT_SUSPENDED', 'EMAIL_UNVERIFIED', 'SECOND_FACTOR_REQUIRED', 'SECOND_FACTOR_WRONG', 'RATE_LIMITED'],
  timeoutMs: 10_000,
});

export class RefreshInput {
  @IsString() @MaxLength(4_096) refreshToken!: string;
  /** For the attempt log. */
  @IsOptional() @ValidateNested() @Type(() => ClientInput) client?: ClientInput;
}

/**
 * A new access token of the same session. Rotation is ConnectBest's alone (A-CB-03, A-RC-28, A-V1-04): elsewhere the
 * client keeps the refresh token it has, and the answer's is null.
 */
export const refreshSession = defineRpc<RefreshInput, IssuedSession>('auth.session.refresh', {
  input: RefreshInput,
  errors: ['REFRESH_TOKEN_INVALID', 'ACCOUNT_SUSPENDED'],
});

export class LogOutInput {
  @IsId() userId!: UserId;
  @IsId() sessionId!: SessionId;
  /** The dialect acted in; the session may be of another. */
  @IsIn(dialects) dialect!: Dialect;
}

/** Ends the session; in ConnectBest every ConnectBest session of the user with it (C21), unless it still owes the second factor. */
export const logOut = defineRpc<LogOutInput, null>('auth.session.log-out', { input: LogOutInput, errors: [], idempotent: true });

export class CheckSessionInput {
  @IsId() sessionId!: SessionId;
  /** UMOC's opaque session token. */
  @IsString() @MaxLength(4_096) token!: string;
}

/** A session as the gateway knows it. */
export interface Session {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly dialect: Dialect;
  readonly role: Role;
  readonly email: string | null;
  readonly mfa: MfaState;
  /** ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** Resolves UMOC's (sessionID, token) pair and slides its expiry (A-UM-02, A-UM-03). */
export const checkSession = defineRpc<CheckSessionInput, Session>('auth.session.check', {
  input: CheckSessionInput,
  errors: ['TOKEN_INVALID', 'SESSION_REVOKED'],
  idempotent: true,
});

export class GetSessionEndInput {
  @IsId() userId!: UserId;
  @IsId() sessionId!: SessionId;
}

/** When a session of the user ends unless it is used again, ISO 8601 UTC; one of somebody else is as good as over (A-UM-07). */
export const getSessionEnd = defineRpc<GetSessionEndInput, { readonly expiresAt: string }>('auth.session.get-end', {
  input: GetSessionEndInput,
  errors: ['SESSION_REVOKED'],
  idempotent: true,
});

export class GetAccountInput {
  @IsId() userId!: UserId;
}

export const getAccount = defineRpc<GetAccountInput, Account>('auth.account.get', {
  input: GetAccountInput,
  errors: ['USER_NOT_FOUND'],
  idempotent: true,
});

export class GetKeysInput {}

/** The public half of the signing keys: a JWK set (RFC 7517). */
export const getKeys = defineRpc<GetKeysInput, { readonly keys: readonly Readonly<Record<string, unknown>>[] }>('auth.keys.get', {
  input: GetKeysInput,
  errors: [],
  idempotent: true,
});

export class ListRevocationsInput {
  /** Unix milliseconds of database time; 0 asks for every revoked session whose tokens could still be alive. */
  @IsInt() @Min(0) since!: number;
}

export interface Revocations {
  readonly sessions: readonly Revocation[];
  /** Pass as the next `since`. Lies a little in the past, so that what was being committed is told again, not missed. */
  readonly until: number;
}

export interface Revocation {
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly reason: RevocationReason;
  /** Unix ms after which no token of the session is alive and the entry may be forgotten. */
  readonly forgetAt: number;
}

export type RevocationReason = 'logout' | 'password' | 'suspended' | 'deleted' | 'replaced' | 'expired' | 'reuse';

/** Gateways load the set at start and refresh it, so revocation holds with Redis and hints lost. */
export const listRevocations = defineRpc<ListRevocationsInput, Revocations>('auth.session.list-revocations', {
  input: ListRevocationsInput,
  errors: [],
  idempotent: true,
});

export const sessionsRevoked = defineEvent<{ readonly revocations: readonly Revocation[] }>('auth.session.revoked.v1');

/** The same, at once, to every gateway. */
export const sessionsRevokedNow = defineSignal<{ readonly revocations: readonly Revocation[] }>('auth.session.revoked');
