import type { AppError, ErrorCode, ErrorDetails, ErrorKind } from '@parley/contracts';
import type { PresentedError } from '../dialect.js';
import { renameDetails, type FieldNames } from '../field-names.js';
import type { PresentedSocketError } from '../../realtime/live-socket.js';
import { refusal } from './connectbest.envelope.js';

/** The CB column of C75. */
const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 400,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

const statusOfCode: Readonly<Partial<Record<ErrorCode, number>>> = {
  METHOD_NOT_ALLOWED: 405,
  // The CB column of C16.
  CREDENTIALS_WRONG: 400,
  SECOND_FACTOR_REQUIRED: 402,
};

/** Where this dialect's word differs from the catalogue's. */
const nameOfCode: Readonly<Partial<Record<ErrorCode, string>>> = {
  SECOND_FACTOR_REQUIRED: 'TWO_FACTOR_REQUIRED',
  SECOND_FACTOR_WRONG: 'TWO_FACTOR_CODE_WRONG',
  CONVERSATION_NOT_FOUND: 'CHANNEL_NOT_FOUND',
  SLUG_TAKEN: 'CHANNEL_NAME_TAKEN',
  ROOM_FULL: 'CHANNEL_FULL',
  PIN_LIMIT_REACHED: 'PIN_LIMIT',
};

/** Canonical fields that have another name here. */
const names: FieldNames = { clientKey: 'Idempotency-Key', title: 'name', slug: 'name', body: 'content', replyToId: 'parentMessageId' };

const textOfCode: Readonly<Partial<Record<ErrorCode, string>>> = {
  BODY_MALFORMED: 'The request body is not valid JSON',
  BODY_TOO_LARGE: 'The request body is too large',
  TOKEN_MISSING: 'Authentication required',
  TOKEN_INVALID: 'Invalid token',
  TOKEN_EXPIRED: 'Token expired',
  SESSION_REVOKED: 'Session has ended',
  ORIGIN_FORBIDDEN: 'The request does not come from a page that may send it',
  CREDENTIALS_WRONG: 'Invalid credentials',
  EMAIL_UNVERIFIED: 'Email not verified',
  ACCOUNT_SUSPENDED: 'Account suspended',
  SECOND_FACTOR_REQUIRED: 'Two-factor verification required',
  SECOND_FACTOR_WRONG: 'Two-factor code is wrong',
  SECOND_FACTOR_ACTIVE: 'Two-factor verification is active with another number',
  RESET_TOKEN_INVALID: 'Reset link is invalid or expired',
  VERIFICATION_CODE_WRONG: 'Verification code is wrong or expired',
  EMAIL_TAKEN: 'Email already exists',
  API_KEY_NOT_FOUND: 'API key not found',
  API_KEY_FORBIDDEN: 'An API key may not do this',
  ADMIN_REQUIRED: 'Only an admin may do this',
  ADMIN_PROTECTED: 'An admin cannot be suspended',
  SELF_TARGETED: 'You cannot do this to yourself',
  BLOCKED: 'You cannot message this user',
  RECIPIENT_GONE: 'This user is not there any more',
  CONVERSATION_NOT_FOUND: 'Channel not found',
  SLUG_TAKEN: 'A channel of this name exists already',
  CONVERSATION_IS_DIRECT: 'A direct conversation has no members to change',
  ROLE_REQUIRED: 'Only channel admins can do this',
  OWNER_REQUIRED: 'Only the channel creator can do this',
  OWNER_PROTECTED: 'The channel creator cannot be removed',
  MEMBER_NOT_FOUND: 'This user is not a member of the channel',
  NOT_A_MEMBER: 'You are not a member of this channel',
  MEMBER_UNKNOWN: 'One of the members does not exist',
  SCHEDULE_INVALID: 'The time to send at must be within the coming year',
  SCHEDULE_NOT_PENDING: 'This message is not pending any more',
  MESSAGE_EMPTY: 'A message needs content or attachments',
  ENCRYPTION_REQUIRED: 'This channel takes encrypted messages only',
  ATTACHMENT_INVALID: 'This file cannot be attached',
  FILE_NOT_FOUND: 'File not found',
  FILE_TOO_LARGE: 'File is too large',
  FILE_TYPE_NOT_ALLOWED: 'File type is not allowed',
  FILE_INFECTED: 'File is infected',
  FILE_DELETE_DENIED: 'Only the uploader can delete a file',
  FILE_UPLOAD_FAILED: 'Files cannot be stored now, try again',
  UPLOAD_INCOMPLETE: 'The file did not arrive whole',
  RATE_LIMITED: 'Too many requests',
  SERVICE_UNAVAILABLE: 'Service unavailable, try again',
  INTERNAL: 'Internal server error',
};

const nameOf = (code: ErrorCode): string => nameOfCode[code] ?? code;

/** `CHANNEL_FULL` → "Channel full". */
const spoken = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');

const textOf = ({ code }: AppError, details: ErrorDetails): string => {
  if (code !== 'INPUT_INVALID') return textOfCode[code] ?? spoken(nameOf(code));
  const [field, why] = Object.entries(details)[0] ?? [];
  return field === undefined ? 'Invalid input' : `Invalid input: ${field}: ${String(why)}`;
};

/** Status by code, else by kind; the body of A-CB-01. */
export const presentError = (error: AppError): PresentedError => {
  const details = renameDetails(error, names);
  return {
    status: statusOfCode[error.code] ?? statusOfKind[error.kind],
    body: refusal(nameOf(error.code), textOf(error, details), details),
  };
};

/** The `error` event (A-CB-58, C79). */
export const presentSocketError = (error: AppError): PresentedSocketError => ({
  event: 'error',
  data: { code: nameOf(error.code), message: textOf(error, renameDetails(error, names)) },
});
