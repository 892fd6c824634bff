import type { DatabaseOptions } from '@parley/persistence';
import type { StoringServiceConfig } from '@parley/runtime';
import { CreateAuth1763600000000 } from './migrations/1763600000000-create-auth.js';
import { CreatePasswordReset1763700000000 } from './migrations/1763700000000-create-password-reset.js';
import { CountAttempts1763700010000 } from './migrations/1763700010000-count-attempts.js';
import { CreateSecondFactor1763700020000 } from './migrations/1763700020000-create-second-factor.js';
import { CreateAudit1763700030000 } from './migrations/1763700030000-create-audit.js';
import { CreateOauth1763700040000 } from './migrations/1763700040000-create-oauth.js';
import { CreateApiKey1763700050000 } from './migrations/1763700050000-create-api-key.js';
import { LimitVerification1764200000000 } from './migrations/1764200000000-limit-verification.js';
import { KeepAudit1764200010000 } from './migrations/1764200010000-keep-audit.js';
import { TellAskedCodes1764200020000 } from './migrations/1764200020000-tell-asked-codes.js';
import { KeepAvatars1764200030000 } from './migrations/1764200030000-keep-avatars.js';
import { NoteSecondFactor1764300000000 } from './migrations/1764300000000-note-second-factor.js';

export const databaseOptions = (config: Pick<StoringServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'auth',
  poolSize: config.DATABASE_POOL,
  migrations: [
    CreateAuth1763600000000,
    CreatePasswordReset1763700000000,
    CountAttempts1763700010000,
    CreateSecondFactor1763700020000,
    CreateAudit1763700030000,
    CreateOauth1763700040000,
    CreateApiKey1763700050000,
    LimitVerification1764200000000,
    KeepAudit1764200010000,
    TellAskedCodes1764200020000,
    KeepAvatars1764200030000,
    NoteSecondFactor1764300000000,
  ],
});
