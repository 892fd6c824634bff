import type { notification } from '@parley/contracts';

const clockOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** Whether a user is not to be disturbed now: from `startTime` to before `endTime` by his own clock; all day when they are equal. */
export const isQuiet = ({ isEnabled, startTime, endTime }: notification.QuietHours, timezone: string, at: Date): boolean => {
  if (!isEnabled) return false;
  const now = clockOf(at, timezone);
  if (startTime < endTime) return startTime <= now && now < endTime;
  return now >= startTime || now < endTime;
};
