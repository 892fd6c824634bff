/** Times as strings: ISO 8601 UTC to the second (C24). */
export const presentTime = (time: string | number | Date): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Unix milliseconds → epoch seconds, as `session_expires` and `expires_at` are. */
export const epochSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
