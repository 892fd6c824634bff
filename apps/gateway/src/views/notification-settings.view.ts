import { Injectable } from '@nestjs/common';
import { messaging, notification, user, type Origin, type UserId } from '@parley/contracts';
import { RpcClient } from '@parley/transport';

/** How a person wants to be told of things. */
export interface NotificationSettings {
  readonly preferences: user.Preferences;
  readonly levels: readonly messaging.NoticeLevel[];
  readonly quietHours: notification.QuietHours;
}

/** What is absent stays as it is. */
export interface SettingsChanges {
  readonly preferences: user.PreferenceChanges;
  readonly levels: readonly messaging.NoticeLevelChange[];
  readonly quietHours: Partial<notification.QuietHours>;
}

const isGiven = (changes: object): boolean => Object.values(changes).some((value) => value !== undefined);

/** The switches are user's (C73), the conversations messaging's (C57), do-not-disturb is notification's: read and changed together. */
@Injectable()
export class NotificationSettingsView {
  constructor(private readonly rpc: RpcClient) {}

  /** @throws {AppError} USER_NOT_FOUND */
  async get(userId: UserId): Promise<NotificationSettings> {
    const [{ preferences }, levels, quietHours] = await Promise.all([
      this.rpc.call(user.getProfile, { user: { id: userId } }),
      this.rpc.call(messaging.listNoticeLevels, { viewerId: userId }),
      this.rpc.call(notification.getQuietHours, { userId }),
    ]);
    return { preferences, levels, quietHours };
  }

  /** What may be refused goes first, so that a refusal changes nothing. @throws {AppError} USER_NOT_FOUND, INPUT_INVALID {conversationIds} */
  async change(origin: Origin, { preferences, levels, quietHours }: SettingsChanges): Promise<NotificationSettings> {
    const { userId } = origin;
    if (levels.length > 0) await this.rpc.call(messaging.changeNoticeLevels, { viewerId: userId, changes: levels });
    if (isGiven(preferences)) await this.rpc.call(user.updateProfile, { origin, changes: { preferences } });
    if (isGiven(quietHours)) await this.rpc.call(notification.changeQuietHours, { userId, ...quietHours });
    return this.get(userId);
  }
}
