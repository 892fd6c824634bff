/** ISO 8601 UTC with milliseconds (C24), so that a time may come back as an exclusive cursor. */
export const presentTime = (iso: string): string => new Date(iso).toISOString();

export const presentTimeOrNull = (iso: string | null): string | null => (iso === null ? null : presentTime(iso));
