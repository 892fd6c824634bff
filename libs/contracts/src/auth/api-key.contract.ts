import { ArrayNotEmpty, ArrayUnique, IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { IsId, type ApiKeyId, type UserId } from '../ids.js';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';
import type { Role } from './account.contract.js';

export const apiKeyScopes = ['read', 'write'] as const;
/** `read`: requests that change nothing; `write`: all others. One does not include the other. */
export type ApiKeyScope = (typeof apiKeyScopes)[number];

/** What an API key looks like: 256 random bits. */
export const apiKeyShape = /^pk_[\w-]{43}$/;

/** A key an integration acts with as its owner (A-CB-05). The secret is shown once, when it is made. */
export interface ApiKey {
  readonly id: ApiKeyId;
  readonly ownerId: UserId;
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** To the minute; null before the first use. */
  readonly lastUsedAt: string | null;
}

/** `actor` is an admin; null when the operator acts, through the CLI. */
export class CreateApiKeyInput {
  @IsOptional() @ValidateNested() @Type(() => OriginInput) actor!: OriginInput | null;
  /** Admins make keys of their own; the operator makes anybody's. */
  @IsId() ownerId!: UserId;
  @IsString() @Length(1, 100) name!: string;
  @ArrayNotEmpty() @ArrayUnique() @IsIn(apiKeyScopes, { each: true }) scopes!: ApiKeyScope[];
}

export const createApiKey = defineRpc<CreateApiKeyInput, { readonly apiKey: ApiKey; readonly secret: string }>('auth.api-key.create', {
  input: CreateApiKeyInput,
  errors: ['ADMIN_REQUIRED', 'USER_NOT_FOUND'],
});

export class ListApiKeysInput {
  /** Must be an admin; null when the operator asks. */
  @IsOptional() @IsId() viewerId!: UserId | null;
}

/** The keys of everybody that are not revoked, newest first, 1,000 at most. */
export const listApiKeys = defineRpc<ListApiKeysInput, { readonly apiKeys: readonly ApiKey[] }>('auth.api-key.list', {
  input: ListApiKeysInput,
  errors: ['ADMIN_REQUIRED'],
  idempotent: true,
});

export class RevokeApiKeyInput {
  @IsOptional() @ValidateNested() @Type(() => OriginInput) actor!: OriginInput | null;
  @IsId() apiKeyId!: ApiKeyId;
}

/** From its answer on no request with the key passes. */
export const revokeApiKey = defineRpc<RevokeApiKeyInput, null>('auth.api-key.revoke', {
  input: RevokeApiKeyInput,
  errors: ['ADMIN_REQUIRED', 'API_KEY_NOT_FOUND'],
});

export class CheckApiKeyInput {
  @Matches(apiKeyShape) secret!: string;
  /** For the log of attempts. */
  @IsString() @MaxLength(64) ip!: string;
}

/** Whom a key stands for, as of now. */
export interface CheckedApiKey {
  readonly apiKeyId: ApiKeyId;
  readonly scopes: readonly ApiKeyScope[];
  readonly ownerId: UserId;
  readonly role: Role;
  readonly email: string | null;
}

/** Asked once per request, never remembered: so a revocation holds at once, on every gateway. */
export const checkApiKey = defineRpc<CheckApiKeyInput, CheckedApiKey>('auth.api-key.check', {
  input: CheckApiKeyInput,
  errors: ['TOKEN_INVALID', 'ACCOUNT_SUSPENDED'],
  idempotent: true,
});
