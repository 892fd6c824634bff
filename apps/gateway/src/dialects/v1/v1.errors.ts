import type { AppError, ErrorCode, ErrorKind } from '@parley/contracts';
import type { ErrorContext, PresentedError } from '../dialect.js';
import { renameDetails, type FieldNames } from '../field-names.js';
import { v1Time } from './v1.envelope.js';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const byKind: Readonly<Record<ErrorKind, Refusal>> = {
  invalid: { status: 400, code: 'VALIDATION_ERROR', message: 'Invalid input parameters' },
  unauthenticated: { status: 401, code: 'AUTHENTICATION_FAILED', message: 'Authentication failed' },
  forbidden: { status: 403, code: 'AUTHORIZATION_FAILED', message: 'You are not allowed to do this' },
  not_found: { status: 404, code: 'NOT_FOUND', message: 'Not found' },
  conflict: { status: 409, code: 'CONFLICT', message: 'This conflicts with the current state' },
  rate_limited: { status: 429, code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests' },
  unavailable: { status: 503, code: 'SERVICE_UNAVAILABLE', message: 'Service is temporarily unavailable' },
  internal: { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' },
};

const unauthenticated = (message: string): Refusal => ({ ...byKind.unauthenticated, message });

/** Where this dialect answers otherwise than by kind (C16, C75, A-V1-05, A-V1-14, A-V1-40). */
const byCode: Partial<Readonly<Record<ErrorCode, Partial<Refusal>>>> = {
  METHOD_NOT_ALLOWED: { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'Method not allowed' },
  MEMBER_UNKNOWN: { ...byKind.not_found, message: 'User not found' },
  SECOND_FACTOR_WRONG: unauthenticated('Invalid code'),
  SECOND_FACTOR_REQUIRED: { message: 'A second factor is required' },
  SECOND_FACTOR_ACTIVE: { message: '2FA is already enabled' },

  BODY_MALFORMED: { message: 'Request is not valid JSON' },
  BODY_TOO_LARGE: { message: 'Request is too large' },
  TOKEN_MISSING: { message: 'Authentication required' },
  TOKEN_INVALID: { message: 'Invalid token' },
  TOKEN_EXPIRED: { message: 'Token has expired' },
  SESSION_REVOKED: { message: 'Session has ended' },
  REFRESH_TOKEN_INVALID: { message: 'Invalid refresh token' },
  CREDENTIALS_WRONG: { message: 'Invalid credentials' },
  ACCOUNT_SUSPENDED: { message: 'Account suspended' },
  EMAIL_TAKEN: { message: 'User already exists' },
  USERNAME_TAKEN: { message: 'User already exists' },
  USER_NOT_FOUND: { message: 'User not found' },
  RECIPIENT_GONE: { message: 'User not found' },
  CONTACT_NOT_FOUND: { message: 'Contact not found' },
  CONTACT_EXISTS: { message: 'This user is a contact or has been asked already' },
  SELF_TARGETED: { message: 'You cannot do this with yourself' },
  BLOCKED: { message: 'You cannot message this user' },
  CONVERSATION_NOT_FOUND: { message: 'Conversation not found' },
  NOT_A_MEMBER: { message: 'You are not a participant of this conversation' },
  CONVERSATION_IS_DIRECT: { message: 'This is possible in groups only' },
  MEMBER_NOT_FOUND: { message: 'Participant not found' },
  OWNER_PROTECTED: { message: 'The owner of a group cannot be removed' },
  ROOM_FULL: { message: 'Conversation is full' },
  MESSAGE_NOT_FOUND: { message: 'Message not found' },
  MESSAGE_EMPTY: { message: 'Message is empty' },
  REACTION_LIMIT_REACHED: { message: 'This message has as many reactions as it may have' },
  MESSAGE_TOO_LONG: { message: 'Message is too long' },
  ATTACHMENT_INVALID: { message: 'The file cannot be attached' },
  ENCRYPTION_REQUIRED: { message: 'This conversation accepts encrypted messages only' },
  FILE_NOT_FOUND: { message: 'File not found' },
  FILE_TOO_LARGE: { message: 'File is too large' },
  FILE_TYPE_NOT_ALLOWED: { message: 'File type is not allowed' },
  FILE_INFECTED: { message: 'File is infected' },
  FILE_UPLOAD_FAILED: { message: 'Files cannot be stored now' },
  UPLOAD_INCOMPLETE: { message: 'The file did not arrive whole' },
};

const refusalOf = ({ kind, code }: AppError): Refusal => ({ ...byKind[kind], ...byCode[code] });

/** Canonical fields that have another name here. */
const names: FieldNames = { clientKey: 'temp_id', title: 'name', body: 'content_encrypted', replyToId: 'reply_to_message_id' };

/** What a client is told of a code beside its message: the field at fault; what it still has to do (C18). */
const detailsByCode: Partial<Readonly<Record<ErrorCode, Readonly<Record<string, string>>>>> = {
  SECOND_FACTOR_REQUIRED: { two_factor: 'required' },
  MESSAGE_EMPTY: { content_encrypted: 'content_encrypted must not be empty' },
  MESSAGE_TOO_LONG: { content_encrypted: 'content_encrypted is too long' },
  ATTACHMENT_INVALID: { metadata: 'metadata names a file that cannot be attached' },
  VERIFICATION_CODE_WRONG: { code: 'code is wrong or has expired' },
};

/** `details` maps fields to sentences; what else an error carries is canonical, ids included, and stays inside. */
const presentDetails = (error: AppError): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(renameDetails(error, names)).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  ...detailsByCode[error.code],
});

/** "Error Response Format". `now` is given, so that the function stays pure. */
export const presentError = (error: AppError, { requestId }: ErrorContext, now: Date): PresentedError => {
  const { status, code, message } = refusalOf(error);
  return {
    status,
    body: { success: false, error: { code, message, details: presentDetails(error) }, request_id: requestId, timestamp: v1Time(now) },
  };
};

/** The error frame of a socket (C79). */
export const presentFrameError = (error: AppError) => {
  const { code, message } = refusalOf(error);
  return { error: { code, message, details: presentDetails(error) } };
};
