import type { ErrorDetails } from '@parley/contracts';

/** Successful answers are bare: one key per resource, or this (section 1.6 and on). */
export const success = { success: true } as const;

/** Every refusal (A-CB-01): the text twice, so that `data.error || data.message` works in any front end. */
export const refusal = (code: string, text: string, details: ErrorDetails) => ({
  success: false as const,
  error: text,
  message: text,
  code,
  ...(Object.keys(details).length === 0 ? {} : { details }),
});

/** `YYYY-MM-DDTHH:mm:ss.sssZ` (C24). */
export const presentTime = (iso: string): string => new Date(iso).toISOString();
