import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { PreferenceRepository } from './preference.repository.js';
import { PreferenceTargetResolver } from './preference-target.resolver.js';

@Injectable()
export class GetPreferences {
  constructor(
    private readonly database: Database,
    private readonly targets: PreferenceTargetResolver,
    private readonly preferences: PreferenceRepository,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ viewerId, conversation }: messaging.GetPreferencesInput): Promise<messaging.Preferences> {
    return this.preferences.find(this.database, viewerId, await this.targets.find(viewerId, conversation));
  }
}
