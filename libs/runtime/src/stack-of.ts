/** Whatever was thrown, as a log shows it: with its stack, where it has one. */
export const stackOf = (thrown: unknown): string => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
