import { parseId, type ConversationId, type messaging } from '@parley/contracts';
import { InputError } from '../../input-error.js';
import { v1Ids } from '../v1.ids.js';

type Cursors = messaging.SyncChangesInput['cursors'];

const maxCursors = 1_000;

const refusal = (message: string): InputError => new InputError([{ field: 'cursors', kind: 'format', message: `cursors must ${message}` }]);

const decodeCursor = ([key, seq]: [string, unknown]): [ConversationId, number] => {
  const id = parseId<'conversation'>(key);
  if (id === null || !Number.isSafeInteger(seq) || (seq as number) < 0) throw refusal('map conversation ids to the last seq known');
  return [id, seq as number];
};

/** `{conversation: seq}` of a client; absent means heads only. At most 1,000 conversations. @throws {InputError} */
export const decodeCursors = (cursors: unknown): Cursors => {
  if (cursors === undefined || cursors === null) return {};
  if (typeof cursors !== 'object' || Array.isArray(cursors)) throw refusal('be an object');
  const entries = Object.entries(cursors);
  if (entries.length > maxCursors) throw refusal(`name at most ${maxCursors} conversations`);
  return Object.fromEntries(entries.map(decodeCursor));
};

/** The same as base64url of JSON, in a query. @throws {InputError} */
export const decodeCursorsText = (text: string | undefined): Cursors => {
  if (text === undefined || text === '') return {};
  let cursors: unknown;
  try {
    cursors = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw refusal('be base64url of JSON');
  }
  return decodeCursors(cursors);
};

/** Cursors or heads as this dialect writes them. */
export const encodeCursors = (cursors: Readonly<Record<ConversationId, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(cursors).map(([id, seq]) => [v1Ids.conversation.encode(id as ConversationId), seq]));
