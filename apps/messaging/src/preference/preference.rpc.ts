import { Controller } from '@nestjs/common';
import { messaging, type UserId } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ChangePreferences } from './change-preferences.use-case.js';
import { GetPreferences } from './get-preferences.query.js';
import { ListFavorites } from './list-favorites.query.js';

@Controller()
export class PreferenceRpc {
  constructor(
    private readonly getPreferences: GetPreferences,
    private readonly changePreferences: ChangePreferences,
    private readonly listFavorites: ListFavorites,
  ) {}

  @HandleRpc(messaging.getPreferences)
  get(input: messaging.GetPreferencesInput): Promise<messaging.Preferences> {
    return this.getPreferences.execute(input);
  }

  @HandleRpc(messaging.changePreferences)
  change(input: messaging.ChangePreferencesInput): Promise<messaging.Preferences> {
    return this.changePreferences.execute(input);
  }

  @HandleRpc(messaging.listFavorites)
  favorites(input: messaging.ListFavoritesInput): Promise<readonly UserId[]> {
    return this.listFavorites.execute(input);
  }
}
