import { Injectable, Logger } from '@nestjs/common';
import { auth, messaging, notification, type user } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/**
 * Shows other services what they need of a profile, after the commit and before the answer. Never fails:
 * the profile is stored already, and who does not answer now learns of it by profileChanged.
 */
@Injectable()
export class MirrorProfile {
  private readonly logger = new Logger(MirrorProfile.name);

  constructor(private readonly rpc: RpcClient) {}

  /** To messaging: the card, and the address people are mentioned by. To auth: as who they log in. */
  async execute({ id, num, username, displayName, avatarUrl, email, updatedAt }: user.Profile): Promise<void> {
    const card = { id, num, username, displayName, avatarUrl, email, updatedAt };
    await Promise.all([
      this.show('messaging', id, this.rpc.call(messaging.mirrorUser, card)),
      this.show('auth', id, this.rpc.call(auth.mirrorProfile, { userId: id, displayName, avatarUrl, updatedAt })),
    ]);
  }

  /** To notification: how the person wants to be told of things. */
  async preferences({ id, preferences, updatedAt }: user.Profile): Promise<void> {
    const { notifications, soundEnabled, timezone } = preferences;
    const copy = { userId: id, isEnabled: notifications, isSoundOn: soundEnabled, timezone, changedAt: updatedAt };
    await this.show('notification', id, this.rpc.call(notification.mirrorRecipient, copy));
  }

  private async show(service: string, id: user.Profile['id'], mirrored: Promise<null>): Promise<void> {
    try {
      await mirrored;
    } catch (error) {
      this.logger.warn(`${service} did not mirror ${id}: ${(error as Error).message}`);
    }
  }
}
