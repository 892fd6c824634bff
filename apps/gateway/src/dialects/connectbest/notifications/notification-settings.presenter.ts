import type { NotificationSettings } from '../../../views/notification-settings.view.js';
import { connectbestIds } from '../connectbest.ids.js';

/** The object of 9.1. */
export const presentSettings = ({ preferences, levels, quietHours }: NotificationSettings) => ({
  enabled: preferences.notifications,
  soundEnabled: preferences.soundEnabled,
  channels: Object.fromEntries(
    levels.map(({ conversationId, isEnabled, mentions }) => [connectbestIds.channel.encode(conversationId), { enabled: isEnabled, mentions }]),
  ),
  dnd: { enabled: quietHours.isEnabled, startTime: quietHours.startTime, endTime: quietHours.endTime },
});
