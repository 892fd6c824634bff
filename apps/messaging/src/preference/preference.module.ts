import { Module } from '@nestjs/common';
import { ConversationModule } from '../conversation/conversation.module.js';
import { UserMirrorModule } from '../user-mirror/user-mirror.module.js';
import { ChangePreferences } from './change-preferences.use-case.js';
import { GetPreferences } from './get-preferences.query.js';
import { ListFavorites } from './list-favorites.query.js';
import { PreferenceTargetResolver } from './preference-target.resolver.js';
import { PreferenceRepository } from './preference.repository.js';
import { PreferenceRpc } from './preference.rpc.js';

@Module({
  imports: [UserMirrorModule, ConversationModule],
  controllers: [PreferenceRpc],
  providers: [PreferenceRepository, PreferenceTargetResolver, GetPreferences, ListFavorites, ChangePreferences],
})
export class PreferenceModule {}
