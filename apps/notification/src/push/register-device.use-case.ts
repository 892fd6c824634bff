import { Injectable } from '@nestjs/common';
import { AppError, newId, type notification } from '@parley/contracts';
import { Transactions } from '@parley/persistence';
import { seal } from '@parley/runtime';
import { createHash } from 'node:crypto';
import { NotificationConfig } from '../notification.config.js';
import { DeviceRepository } from './device.repository.js';
import { EndedSessionRepository } from './ended-session.repository.js';

/** More than anybody carries; what a script registers beyond it pushes out the oldest. */
const maxDevices = 50;

/** Remembers where to tell a user. The token opens a way to somebody's pocket: it is stored sealed. */
@Injectable()
export class RegisterDevice {
  constructor(
    private readonly transactions: Transactions,
    private readonly endedSessions: EndedSessionRepository,
    private readonly devices: DeviceRepository,
    private readonly config: NotificationConfig,
  ) {}

  /** @throws {AppError} SESSION_REVOKED when the session ended on the way here */
  async execute({ origin: { userId, sessionId }, deviceId, platform, token }: notification.RegisterDeviceInput): Promise<null> {
    const sealedToken = seal(this.config.SERVER_KEY, token);
    const tokenHash = createHash('sha256').update(token).digest();
    await this.transactions.run(async (tx) => {
      if (await this.endedSessions.has(tx, sessionId)) throw new AppError('SESSION_REVOKED');
      await this.devices.put(tx, { id: newId(), userId, sessionId, deviceId, platform, sealedToken, tokenHash });
      await this.devices.trim(tx, userId, maxDevices);
    });
    return null;
  }
}
