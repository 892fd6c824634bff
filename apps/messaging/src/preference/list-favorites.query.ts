import { Injectable } from '@nestjs/common';
import type { messaging, UserId } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { PreferenceRepository } from './preference.repository.js';

@Injectable()
export class ListFavorites {
  constructor(
    private readonly database: Database,
    private readonly preferences: PreferenceRepository,
  ) {}

  execute({ viewerId }: messaging.ListFavoritesInput): Promise<readonly UserId[]> {
    return this.preferences.favorites(this.database, viewerId);
  }
}
