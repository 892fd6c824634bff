import { Controller } from '@nestjs/common';
import { messaging } from '@parley/contracts';
import { HandleRpc } from '@parley/transport';
import { ChangePreferences } from './change-preferences.use-case.js';
import { GetPreferences } from './get-preferences.query.js';

@Controller()
export class PreferenceRpc {
  constructor(
    private readonly getPreferences: GetPreferences,
    private readonly changePreferences: ChangePreferences,
  ) {}

  @HandleRpc(messaging.getPreferences)
  get(input: messaging.GetPreferencesInput): Promise<messaging.Preferences> {
    return this.getPreferences.execute(input);
  }

  @HandleRpc(messaging.changePreferences)
  change(input: messaging.ChangePreferencesInput): Promise<messaging.Preferences> {
    return this.changePreferences.execute(input);
  }
}
