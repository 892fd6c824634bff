import { AppError, parseId, type ErrorCode, type Id } from '@parley/contracts';

interface IdCodec<K extends string> {
  encode(id: Id<K>): string;
  /** Any rendering (P4). @throws {AppError} the code of something that is not there: a malformed id names nothing (C23) */
  decode(text: unknown): Id<K>;
}

const idCodec = <K extends string>(absent: ErrorCode): IdCodec<K> => ({
  encode: (id) => id,
  decode: (text) => {
    const id = parseId<K>(text);
    if (id === null) throw new AppError(absent);
    return id;
  },
});

/** UUIDs, which is how canonical ids are carried anyway. */
export const connectbestIds = {
  user: idCodec<'user'>('USER_NOT_FOUND'),
  /** A user named in a list of members: unknown and malformed alike are 400 (A-CB-23). */
  member: idCodec<'user'>('MEMBER_UNKNOWN'),
  channel: idCodec<'conversation'>('CONVERSATION_NOT_FOUND'),
  message: idCodec<'message'>('MESSAGE_NOT_FOUND'),
  apiKey: idCodec<'api-key'>('API_KEY_NOT_FOUND'),
  notification: idCodec<'notification'>('NOTIFICATION_NOT_FOUND'),
  /** A file named in a message. */
  attachment: idCodec<'file'>('ATTACHMENT_INVALID'),
  file: idCodec<'file'>('FILE_NOT_FOUND'),
} as const;
