import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { ChangeLevels } from './change-levels.use-case.js';
import { ChangePreferences } from './change-preferences.use-case.js';
import { GetPreferences } from './get-preferences.query.js';
import { ListFavorites } from './list-favorites.query.js';
import { ListLevels } from './list-levels.query.js';
import { NoticeLevelRepository } from './notice-level.repository.js';
import { NoticeLevelRpc } from './notice-level.rpc.js';
import { PreferenceTargetResolver } from './preference-target.resolver.js';
import { PreferenceRepository } from './preference.repository.js';
import { PreferenceRpc } from './preference.rpc.js';
import { TellLevels } from './tell-levels.use-case.js';

@Module({
  imports: [UserMirrorModule, ConversationModule],
  controllers: [PreferenceRpc, NoticeLevelRpc],
  providers: [
    PreferenceRepository,
    PreferenceTargetResolver,
    GetPreferences,
    ListFavorites,
    ChangePreferences,
    NoticeLevelRepository,
    ListLevels,
    ChangeLevels,
    TellLevels,
  ],
})
export class PreferenceModule {}
