import type { DatabaseOptions } from '@parley/persistence';
import type { StoringServiceConfig } from '@parley/runtime';
import { CreateAttention1763740000000 } from './migrations/1763740000000-create-attention.js';
import { CreateUserMirror1763600000000 } from './migrations/1763600000000-create-user-mirror.js';
import { CreateConversationMember1763600010000 } from './migrations/1763600010000-create-conversation-member.js';
import { CreateMessageChange1763600020000 } from './migrations/1763600020000-create-message-change.js';
import { CreateAppendMessages1763600030000 } from './migrations/1763600030000-create-append-messages.js';
import { CreateBlockMirror1763700000000 } from './migrations/1763700000000-create-block-mirror.js';
import { CreateInvitation1763610000000 } from './migrations/1763610000000-create-invitation.js';
import { MarkDeletedUsers1763700000000 } from './migrations/1763700000000-mark-deleted-users.js';
import { CreateMessageActs1763700010000 } from './migrations/1763700010000-create-message-acts.js';
import { CreatePreference1763710000000 } from './migrations/1763710000000-create-preference.js';
import { CreateSearch1763720000000 } from './migrations/1763720000000-create-search.js';
import { CreateScheduledMessage1763730000000 } from './migrations/1763730000000-create-scheduled-message.js';
import { MarkSuspendedUsers1763760000000 } from './migrations/1763760000000-mark-suspended-users.js';
import { CreateLinkPreview1763741000000 } from './migrations/1763741000000-create-link-preview.js';
import { CreateRoomKey1763810000000 } from './migrations/1763810000000-create-room-key.js';
import { CreateStoreMessages1763820010000 } from './migrations/1763820010000-create-store-messages.js';
import { KeepReadingQuiet1763840000000 } from './migrations/1763840000000-keep-reading-quiet.js';
import { IndexWhatNamesPeople1763850000000 } from './migrations/1763850000000-index-what-names-people.js';
import { StampEachMessage1763860000000 } from './migrations/1763860000000-stamp-each-message.js';
import { FoldMarksAndSigma1763870000000 } from './migrations/1763870000000-fold-marks-and-sigma.js';
import { MarkQuietReceipts1763880000000 } from './migrations/1763880000000-mark-quiet-receipts.js';
import { PairRareLetters1763890000000 } from './migrations/1763890000000-pair-rare-letters.js';
import { PairLetters1763830000000 } from './migrations/1763830000000-pair-letters.js';
import { SpeedUpSearch1763800000000 } from './migrations/1763800000000-speed-up-search.js';

export const databaseOptions = (config: Pick<StoringServiceConfig, 'DATABASE_URL' | 'DATABASE_POOL'>): DatabaseOptions => ({
  url: config.DATABASE_URL,
  service: 'messaging',
  poolSize: config.DATABASE_POOL,
  migrations: [
    CreateUserMirror1763600000000,
    CreateConversationMember1763600010000,
    CreateMessageChange1763600020000,
    CreateAppendMessages1763600030000,
    CreateBlockMirror1763700000000,
    CreateInvitation1763610000000,
    MarkDeletedUsers1763700000000,
    CreateMessageActs1763700010000,
    CreatePreference1763710000000,
    CreateSearch1763720000000,
    CreateScheduledMessage1763730000000,
    MarkSuspendedUsers1763760000000,
    CreateLinkPreview1763741000000,
    SpeedUpSearch1763800000000,
    CreateRoomKey1763810000000,
    CreateAttention1763740000000,
    CreateStoreMessages1763820010000,
    PairLetters1763830000000,
    KeepReadingQuiet1763840000000,
    IndexWhatNamesPeople1763850000000,
    StampEachMessage1763860000000,
    FoldMarksAndSigma1763870000000,
    MarkQuietReceipts1763880000000,
    PairRareLetters1763890000000,
  ],
});
