import type { messaging } from '@parley/contracts';
import { InputError } from '../../input-error.js';
import { v1Ids } from '../v1.ids.js';

const fileTypes: readonly string[] = ['image', 'video', 'audio', 'document'];

const missing = (field: string) => new InputError([{ field, kind: 'missing', message: `${field} is required` }]);

/** The fields of V1-5.1 beside the file; what the file is decide its bytes (A-V1-30). @throws {InputError} */
export const decodePlace = (fields: Readonly<Record<string, string>>): messaging.ConversationRef => {
  const { conversation_id: conversationId, file_type: fileType } = fields;
  if (conversationId === undefined) throw missing('conversation_id');
  if (fileType === undefined) throw missing('file_type');
  if (!fileTypes.includes(fileType)) {
    throw new InputError([{ field: 'file_type', kind: 'value', message: `file_type must be one of ${fileTypes.join(', ')}` }]);
  }
  return { id: v1Ids.conversation.decode(conversationId) };
};
