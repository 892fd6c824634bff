import { AppError, type messaging } from '@parley/contracts';
import type { FastifyRequest } from 'fastify';
import { InputError } from '../../input-error.js';
import { chatroomsIds } from '../chatrooms.ids.js';

/** The chatroom a form names (A-RC-39). @throws {InputError} */
export const placeOf = ({ chatroom_id: id }: Readonly<Record<string, string>>): messaging.ConversationRef => {
  if (id === undefined || id === '') throw new InputError([{ field: 'chatroom_id', kind: 'missing', message: 'chatroom_id is required' }]);
  return { id: chatroomsIds.decodeChatroom(id, 'chatroom_id') };
};

/** What is no form cannot be parsed (A-RC-31). @throws {AppError} BODY_MALFORMED */
export const requireForm = (request: FastifyRequest): void => {
  if (!request.isMultipart()) throw new AppError('BODY_MALFORMED', { request: 'must be multipart/form-data' });
};
