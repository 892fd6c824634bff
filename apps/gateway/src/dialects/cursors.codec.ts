import { AppError, messaging, parseId, type ConversationId } from '@parley/contracts';
import { InputError } from './input-error.js';

const refusal = (message: string): InputError => new InputError([{ field: 'cursors', kind: 'format', message: `cursors must ${message}` }]);

/**
 * `{conversation: seq}` of a client, each key read by its dialect (null: it names nothing); absent means heads only.
 * @throws {InputError} naming `cursors`
 */
export const decodeCursors = <K>(cursors: unknown, decodeKey: (key: string) => K | null): readonly (readonly [K, number])[] => {
  if (cursors === undefined || cursors === null) return [];
  if (typeof cursors !== 'object' || Array.isArray(cursors)) throw refusal('be an object');
  const entries = Object.entries(cursors as Readonly<Record<string, unknown>>);
  if (entries.length > messaging.maxCursors) throw refusal(`name at most ${messaging.maxCursors} conversations`);
  return entries.map(([key, seq]) => {
    const decoded = decodeKey(key);
    if (decoded === null || !Number.isSafeInteger(seq) || (seq as number) < 0) throw refusal('map conversations to the last seq known');
    return [decoded, seq as number];
  });
};

/** For dialects that name conversations by id, in any rendering. @throws {InputError} naming `cursors` */
export const decodeIdCursors = (cursors: unknown): { readonly cursors: Readonly<Record<ConversationId, number>> } => ({
  cursors: Object.fromEntries(decodeCursors(cursors, parseId<'conversation'>)),
});

/** The `cursors` of a frame, as they came: a DTO would drop keys such as `__proto__` where they are to be refused. @throws {AppError} BODY_MALFORMED */
export const cursorsOf = (frame: unknown): unknown => {
  if (typeof (frame ?? {}) !== 'object' || Array.isArray(frame)) throw new AppError('BODY_MALFORMED', { request: 'must be a JSON object' });
  return (frame as { readonly cursors?: unknown } | null | undefined)?.cursors;
};
