import type { AppError, ErrorCode, ErrorKind } from '@parley/contracts';
import type { PresentedError } from '../dialect.js';
import { detailLines, type FieldNames } from '../field-names.js';

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

const textsByKind: Readonly<Record<ErrorKind, string>> = {
  invalid: 'Invalid request',
  unauthenticated: 'Your session has expired or is invalid',
  forbidden: 'You are not allowed to do this',
  not_found: 'Not found',
  conflict: 'Already exists',
  rate_limited: 'Rate limit exceeded',
  unavailable: 'The server cannot answer right now',
  internal: 'Internal server error',
};

/** A chat one is not in looks like one that is not there (A-UM-09). */
const texts: Partial<Record<ErrorCode, string>> = {
  BODY_MALFORMED: 'The payload must be a JSON object',
  BODY_TOO_LARGE: 'The payload is too large',
  METHOD_NOT_ALLOWED: 'Method not allowed',
  CREDENTIALS_WRONG: 'Invalid username or password',
  ACCOUNT_SUSPENDED: 'This account is suspended',
  SECOND_FACTOR_REQUIRED: 'A second factor is required',
  SECOND_FACTOR_WRONG: 'The code is wrong',
  EMAIL_TAKEN: 'This e-mail address is already registered',
  USERNAME_TAKEN: 'This username is already taken',
  USER_NOT_FOUND: 'Chat not found',
  RECIPIENT_GONE: 'Chat not found',
  CONTACT_NOT_FOUND: 'Contact not found',
  CONVERSATION_NOT_FOUND: 'Chat not found',
  NOT_A_MEMBER: 'Chat not found',
  SELF_TARGETED: 'You cannot chat with yourself',
  BLOCKED: 'You cannot message this user',
  MEMBER_UNKNOWN: 'A member does not exist',
  ROOM_FULL: 'The group is full',
  MESSAGE_NOT_FOUND: 'Message not found',
  MESSAGE_DELETE_DENIED: 'You can only delete your own messages',
  MESSAGE_EMPTY: 'A message needs content',
  MESSAGE_TOO_LONG: 'The message is too long',
  ATTACHMENT_INVALID: 'The file is not one of yours for this chat',
  FILE_NOT_FOUND: 'File not found',
  FILE_TOO_LARGE: 'The file is too large',
  FILE_TYPE_NOT_ALLOWED: 'Files of this type are not allowed',
  FILE_INFECTED: 'The file contains malware',
  FILE_UPLOAD_FAILED: 'The file could not be stored, try again',
  UPLOAD_INCOMPLETE: 'Upload not complete',
  UPLOAD_TOKEN_INVALID: 'The upload token is invalid or used up',
  ENCRYPTION_REQUIRED: 'This chat takes encrypted messages only',
};

/** What a session that is over is told, at the handshake too (A-UM-05). */
export const sessionOver = textsByKind.unauthenticated;

const statusesByCode: Partial<Record<ErrorCode, number>> = {
  METHOD_NOT_ALLOWED: 405,
  // As when none was given (C18).
  SECOND_FACTOR_WRONG: 403,
};

/** Canonical fields that have another name here. */
const names: FieldNames = {
  clientKey: 'client_id',
  title: 'name',
  body: 'content',
  metadata: 'content',
  name: 'file_name',
  mime: 'file_type',
  sizeBytes: 'file_size',
};

const statusOf = ({ code, kind }: AppError): number => statusesByCode[code] ?? statuses[kind];

/** One line for people: what is wrong with each field or whom there is none of, else what the code or its kind says. */
const textOf = (error: AppError): string => {
  const { code, kind } = error;
  const fields = detailLines(error, names);
  return (code === 'INPUT_INVALID' || code === 'USER_NOT_FOUND') && fields.length > 0 ? fields.join('; ') : (texts[code] ?? textsByKind[kind]);
};

/** `{message}`, the body of the HTTP routes (A-UM-01) and the payload of the event `error`. */
export const presentError = (error: AppError): PresentedError => ({ status: statusOf(error), body: { message: textOf(error) } });
