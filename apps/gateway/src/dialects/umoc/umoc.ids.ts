import { parseId, type messaging, type user } from '@parley/contracts';
import { ValidateBy } from 'class-validator';

/** How clients name users and chats: an integer (UM-G22). Any other rendering of an id is accepted, never shown (P4). */
export type Reference = number | string;

const isReference = (value: unknown): boolean => (typeof value === 'number' ? Number.isSafeInteger(value) && value > 0 : parseId(value) !== null);

/** Validates a Reference. */
export const IsReference = (options?: { readonly each: boolean }): PropertyDecorator =>
  ValidateBy(
    { name: 'isReference', validator: { validate: isReference, defaultMessage: (args) => `${args?.property ?? 'id'} must be a positive integer` } },
    options,
  );

/** A user by number; the owner of users resolves it (C23). The reference has passed IsReference. */
export const userRef = (reference: Reference): user.UserRef =>
  typeof reference === 'number' ? { num: reference } : { id: parseId<'user'>(reference) ?? undefined };

/** A group by its number, or the direct chat with a user: `is_group` tells the two number spaces apart (A-UM-09). */
export const chatRef = (reference: Reference, isGroup: boolean): messaging.ConversationRef => {
  if (!isGroup) return { directWith: userRef(reference) };
  return typeof reference === 'number' ? { num: reference } : { id: parseId<'conversation'>(reference) ?? undefined };
};
