import { Controller } from '@nestjs/common';
import { auth, type EventOf } from '@parley/contracts';
import { Database, Transactions } from '@parley/persistence';
import { OnEvent } from '@parley/transport';
import { DeviceRepository } from './device.repository.js';
import { EndedSessionRepository } from './ended-session.repository.js';

/** Forgetting twice changes nothing, so neither goes through the inbox. */
@Controller()
export class DeviceEvents {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly endedSessions: EndedSessionRepository,
    private readonly devices: DeviceRepository,
  ) {}

  /** Whoever has signed out is not told on that device, not even if he was registering it just then. */
  @OnEvent(auth.sessionsRevoked, 'devices_of_sessions')
  signedOut({ payload }: EventOf<typeof auth.sessionsRevoked>): Promise<void> {
    const { revocations } = payload;
    return this.transactions.run(async (tx) => {
      await this.endedSessions.note(tx, revocations);
      await this.devices.forgetSessions(
        tx,
        revocations.map(({ sessionId }) => sessionId),
      );
    });
  }

  @OnEvent(auth.userDeleted, 'devices_of_users')
  deleted({ payload }: EventOf<typeof auth.userDeleted>): Promise<void> {
    return this.devices.forgetUser(this.database, payload.userId);
  }
}
