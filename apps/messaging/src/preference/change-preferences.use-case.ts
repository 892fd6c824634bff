import { Injectable } from '@nestjs/common';
import { AppError, type messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { readableLine } from '../message/text.policy.js';
import { PreferenceRepository } from './preference.repository.js';
import { PreferenceTargetResolver } from './preference-target.resolver.js';
import { TellLevels } from './tell-levels.use-case.js';

@Injectable()
export class ChangePreferences {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: PreferenceTargetResolver,
    private readonly preferences: PreferenceRepository,
    private readonly levels: TellLevels,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ viewerId, conversation, customRingtone, ...flags }: messaging.ChangePreferencesInput): Promise<messaging.Preferences> {
    const target = await this.targets.find(viewerId, conversation);
    const ringtone = customRingtone == null ? customRingtone : readableLine(customRingtone);
    const changes = { ...flags, ...(ringtone === undefined ? {} : { customRingtone: ringtone }) };
    const { changed, kept } = await this.transactions.run(async (tx) => {
      const changed = await this.preferences.change(tx, viewerId, target, changes);
      if (changed === null) throw new AppError('NOT_A_MEMBER');
      return { changed, kept: flags.isMuted === undefined ? [] : await this.levels.record(tx, viewerId, [target]) };
    });
    if (kept.length > 0) await this.levels.show(viewerId, kept);
    return changed;
  }
}
