import { parseId, type AnyId, type ConversationId, type FileId, type Id, type MessageId, type UserId } from '@parley/contracts';
import { InputError } from '../input-error.js';

const decode =
  <K extends string>() =>
  (text: string, field: string): Id<K> => {
    const id = parseId<K>(text);
    if (id === null) throw new InputError([{ field, kind: 'format', message: `${field} must be a UUID` }]);
    return id;
  };

/** Ids go out as UUIDs; every form comes in (C23). A malformed one is 422 VALIDATION_INVALID_FORMAT. */
export const chatroomsIds = {
  encode: (id: AnyId): string => id,
  /** @throws {InputError} naming `field` */
  decodeChatroom: decode<'conversation'>() satisfies (text: string, field: string) => ConversationId,
  /** @throws {InputError} naming `field` */
  decodeMessage: decode<'message'>() satisfies (text: string, field: string) => MessageId,
  /** @throws {InputError} naming `field` */
  decodeUser: decode<'user'>() satisfies (text: string, field: string) => UserId,
  /** @throws {InputError} naming `field` */
  decodeFile: decode<'file'>() satisfies (text: string, field: string) => FileId,
};
