import { Controller } from '@nestjs/common';
import { auth, messaging, user, type EventOf } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { RecipientRepository } from './recipient.repository.js';

/** What the mirroring calls may have missed, verified addresses, and who is suspended. The newest copy wins, so a repeat changes nothing. */
@Controller()
export class RecipientEvents {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly recipients: RecipientRepository,
  ) {}

  @OnEvent(user.profileChanged, 'recipient')
  async profileChanged({ payload }: EventOf<typeof user.profileChanged>): Promise<void> {
    const { id, preferences, updatedAt } = payload.profile;
    const { notifications, soundEnabled, timezone } = preferences;
    const copy = { userId: id, isEnabled: notifications, isSoundOn: soundEnabled, timezone, changedAt: updatedAt };
    await this.recipients.keepNewest(this.database, copy);
  }

  @OnEvent(auth.emailVerified, 'recipient_email')
  async emailVerified({ payload }: EventOf<typeof auth.emailVerified>): Promise<void> {
    await this.recipients.keepEmail(this.database, payload.userId, payload.email);
  }

  @OnEvent(auth.accountStateChanged, 'recipient_standing')
  async standingChanged({ payload, occurredAt }: EventOf<typeof auth.accountStateChanged>): Promise<void> {
    await this.recipients.keepStanding(this.database, payload.userId, payload.state === 'suspended', occurredAt);
  }

  @OnEvent(messaging.noticeLevelsChanged, 'level')
  async levelsChanged({ payload }: EventOf<typeof messaging.noticeLevelsChanged>): Promise<void> {
    await this.transactions.run((tx) => this.recipients.keepLevels(tx, payload.userId, payload.levels));
  }
}
