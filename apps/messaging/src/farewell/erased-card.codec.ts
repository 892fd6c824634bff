import type { user } from '@parley/contracts';

/** A payload in which every card of a person, however deep, is the one given; what else it says stays. */
export const withCard = (payload: unknown, card: user.UserCard): unknown => {
  if (Array.isArray(payload)) return payload.map((part) => withCard(part, card));
  if (typeof payload !== 'object' || payload === null) return payload;
  const parts = Object.fromEntries(Object.entries(payload).map(([key, part]) => [key, withCard(part, card)]));
  return parts['id'] === card.id && 'displayName' in parts ? { ...parts, ...card } : parts;
};
