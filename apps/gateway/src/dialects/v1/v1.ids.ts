import { AppError, hexOf, parseId, type ErrorCode, type Id } from '@parley/contracts';

/** A prefix and 24 hex digits outward; any rendering inward. What is no id at all names nothing, so it is not found (C23). */
const idCodec = <K extends string>(prefix: string, absent: ErrorCode) => ({
  encode: (id: Id<K>): string => prefix + hexOf(id),
  decode: (text: string): Id<K> => {
    const id = parseId<K>(text);
    if (id === null) throw new AppError(absent);
    return id;
  },
});

/** The ids of this dialect: `usr_…`, `conv_…`. Pure and lossless. */
export const v1Ids = {
  user: idCodec<'user'>('usr_', 'USER_NOT_FOUND'),
  conversation: idCodec<'conversation'>('conv_', 'CONVERSATION_NOT_FOUND'),
  message: idCodec<'message'>('msg_', 'MESSAGE_NOT_FOUND'),
  contact: idCodec<'contact'>('cnt_', 'CONTACT_NOT_FOUND'),
  notification: idCodec<'notification'>('notif_', 'NOTIFICATION_NOT_FOUND'),
  file: idCodec<'file'>('file_', 'FILE_NOT_FOUND'),
};

/** `conn_…` of a socket (V1-8.1). */
export const connectionIdOf = (socketId: string): string => `conn_${hexOf(socketId as Id<'connection'>)}`;
