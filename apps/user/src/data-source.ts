import type { DatabaseOptions } from '@parley/persistence';
import type { StoringServiceConfig } from '@parley/runtime';
import { CreateProfile1763600000000 } from './migrations/1763600000000-create-profile.js';
import { AddProfileSettings1763700000000 } from './migrations/1763700000000-add-profile-settings.js';
import { CreateContact1763700010000 } from './migrations/1763700010000-create-contact.js';
import { CreateStreak1763700020000 } from './migrations/1763700020000-create-streak.js';
import { CreatePresence1763700030000 } from './migrations/1763700030000-create-presence.js';
import { AddStanding1763700040000 } from './migrations/1763700040000-add-standing.js';
import { AddAvatarFile1763800000000 } from './migrations/1763800000000-add-avatar-file.js';
import { FoldNames1763900000000 } from './migrations/1763900000000-fold-names.js';
import { CutTies1763910000000 } from './migrations/1763910000000-cut-ties.js';
import { KeepEarlyStanding1763920000000 } from './migrations/1763920000000-keep-early-standing.js';

export const databaseOptions = (config: Pick<StoringServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'user',
  poolSize: config.DATABASE_POOL,
  migrations: [
    CreateProfile1763600000000,
    AddProfileSettings1763700000000,
    CreateContact1763700010000,
    CreateStreak1763700020000,
    CreatePresence1763700030000,
    AddStanding1763700040000,
    AddAvatarFile1763800000000,
    FoldNames1763900000000,
    CutTies1763910000000,
    KeepEarlyStanding1763920000000,
  ],
});
