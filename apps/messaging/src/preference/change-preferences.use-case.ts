import { Injectable } from '@nestjs/common';
import type { messaging } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { readableLine } from '../message/text.policy.js';
import { PreferenceRepository } from './preference.repository.js';
import { PreferenceTargetResolver } from './preference-target.resolver.js';

@Injectable()
export class ChangePreferences {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: PreferenceTargetResolver,
    private readonly preferences: PreferenceRepository,
  ) {}

  /** @throws {AppError} see the contract */
  async execute({ viewerId, conversation, customRingtone, ...flags }: messaging.ChangePreferencesInput): Promise<messaging.Preferences> {
    const target = await this.targets.find(viewerId, conversation);
    const ringtone = customRingtone == null ? customRingtone : readableLine(customRingtone);
    const changes = { ...flags, ...(ringtone === undefined ? {} : { customRingtone: ringtone }) };
    return this.transactions.run((tx) => this.preferences.change(tx, viewerId, target, changes));
  }
}
