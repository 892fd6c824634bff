/** `{ success, data }` (C26). */
export const success = <T extends object>(data: T) => ({ success: true as const, data });

/** `{ success, message }`, for what answers with nothing else. */
export const confirmation = (message: string) => ({ success: true as const, message });

/** ISO 8601 UTC to the second, as every time of this dialect is written (C24). */
export const v1Time = (time: string | Date): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
