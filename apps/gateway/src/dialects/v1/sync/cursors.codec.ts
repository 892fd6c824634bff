import { type messaging } from '@parley/contracts';
import { decodeIdCursors } from '../../cursors.codec.js';
import { InputError } from '../../input-error.js';

type Cursors = Pick<messaging.SyncChangesInput, 'cursors'>;

/** `{conversation: seq}` as base64url of JSON, in a query; absent means heads only. @throws {InputError} naming `cursors` */
export const decodeCursorsText = (text: string | undefined): Cursors => {
  if (text === undefined || text === '') return { cursors: {} };
  let cursors: unknown;
  try {
    cursors = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new InputError([{ field: 'cursors', kind: 'format', message: 'cursors must be base64url of JSON' }]);
  }
  return decodeIdCursors(cursors);
};
