import type { AnyId, Dialect } from '@parley/contracts';

/**
 * Rooms are named `<dialect>/<kind>/<canonical id>` (ADR 8). A kind may carry a group in front
 * (`messages.user`) where one socket of a user hears only part of what the user hears.
 */
export const roomOf = (dialect: Dialect, kind: string, id: AnyId): string => `${dialect}/${kind}/${id}`;
