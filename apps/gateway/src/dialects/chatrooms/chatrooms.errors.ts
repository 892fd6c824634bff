import type { AppError, ErrorCode, ErrorDetails, ErrorKind } from '@parley/contracts';
import type { PresentedError } from '../dialect.js';
import { renameDetails, type FieldNames } from '../field-names.js';
import { InputError, type ViolationKind } from '../input-error.js';

type Answer = readonly [status: number, code: string, message: string];

const byKind: Readonly<Record<ErrorKind, Answer>> = {
  invalid: [422, 'VALIDATION_INVALID_VALUE', 'Invalid field value'],
  unauthenticated: [401, 'AUTH_TOKEN_INVALID', 'Invalid or missing access token'],
  forbidden: [403, 'RESOURCE_ACCESS_DENIED', 'Insufficient permissions'],
  not_found: [404, 'RESOURCE_NOT_FOUND', 'Requested resource not found'],
  conflict: [409, 'RESOURCE_ALREADY_EXISTS', 'Resource already exists'],
  rate_limited: [429, 'RATE_LIMIT_EXCEEDED', 'Too many requests'],
  unavailable: [500, 'SERVER_ERROR', 'Something we depend on is down, please try again'],
  internal: [500, 'SERVER_ERROR', 'Internal server error'],
};

const inviteInvalid: Answer = [400, 'CHATROOM_INVITE_INVALID', 'Invalid or expired invitation'];
const limitReached: Answer = [409, 'RESOURCE_LIMIT_EXCEEDED', 'Resource limit reached'];
const editDenied: Answer = [403, 'MESSAGE_EDIT_DENIED', 'Cannot edit this message'];

const userNotFound: Answer = [401, 'AUTH_USER_NOT_FOUND', 'User account not found'];

const byCode: Readonly<Partial<Record<ErrorCode, Answer>>> = {
  BODY_MALFORMED: [400, 'VALIDATION_INVALID_FORMAT', 'The request cannot be parsed'],
  BODY_TOO_LARGE: [400, 'VALIDATION_LENGTH_EXCEEDED', 'The request is too large'],
  METHOD_NOT_ALLOWED: [405, 'RESOURCE_NOT_FOUND', 'Method not allowed'],

  TOKEN_EXPIRED: [401, 'AUTH_TOKEN_EXPIRED', 'Access token expired'],
  REFRESH_TOKEN_INVALID: [401, 'AUTH_REFRESH_TOKEN_INVALID', 'Invalid refresh token'],
  CREDENTIALS_WRONG: [401, 'AUTH_INVALID_CREDENTIALS', 'Invalid username/password'],
  ACCOUNT_SUSPENDED: [403, 'AUTH_USER_INACTIVE', 'User account deactivated'],
  SECOND_FACTOR_REQUIRED: [403, 'RESOURCE_ACCESS_DENIED', 'A second factor is required'],
  SECOND_FACTOR_WRONG: [403, 'RESOURCE_ACCESS_DENIED', 'The second factor is wrong'],
  CONNECTION_LIMIT_REACHED: [429, 'CONNECTION_LIMIT_EXCEEDED', 'Too many WebSocket connections'],
  // The dialect names no user but the token's own (A-RC-30).
  USER_NOT_FOUND: userNotFound,
  BLOCKED: [403, 'RESOURCE_ACCESS_DENIED', 'You cannot message this user'],

  CONVERSATION_NOT_FOUND: [404, 'CHATROOM_NOT_FOUND', 'Chatroom not found'],
  CONVERSATION_IS_DIRECT: [403, 'RESOURCE_ACCESS_DENIED', 'Insufficient permissions'],
  NOT_A_MEMBER: [403, 'CHATROOM_ACCESS_DENIED', 'Not a member of chatroom'],
  OWNER_REQUIRED: [403, 'CHATROOM_OWNER_REQUIRED', 'Owner permissions required'],
  MEMBER_NOT_FOUND: [404, 'RESOURCE_NOT_FOUND', 'Not a member of chatroom'],
  ROOM_FULL: [409, 'CHATROOM_FULL', 'Chatroom at maximum capacity'],
  MEMBER_LIMIT_TOO_LOW: limitReached,
  REACTION_LIMIT_REACHED: limitReached,
  INVITATION_INVALID: inviteInvalid,

  MESSAGE_NOT_FOUND: [404, 'MESSAGE_NOT_FOUND', 'Message not found'],
  MESSAGE_EDIT_DENIED: editDenied,
  EDIT_WINDOW_EXPIRED: editDenied,
  MESSAGE_DELETE_DENIED: [403, 'MESSAGE_DELETE_DENIED', 'Cannot delete this message'],
  MESSAGE_TOO_LONG: [422, 'MESSAGE_TOO_LONG', 'Message exceeds length limit'],
  MESSAGE_CIPHER_INVALID: [422, 'MESSAGE_ENCRYPTION_FAILED', 'Message encryption failed'],
  MESSAGE_EMPTY: [422, 'MESSAGE_ENCRYPTION_FAILED', 'Message is empty'],

  FILE_TOO_LARGE: [400, 'FILE_TOO_LARGE', 'File exceeds size limit'],
  FILE_TYPE_NOT_ALLOWED: [400, 'FILE_TYPE_NOT_ALLOWED', 'File type not permitted'],
  FILE_INFECTED: [400, 'FILE_TYPE_NOT_ALLOWED', 'File type not permitted'],
  FILE_UPLOAD_FAILED: [500, 'FILE_UPLOAD_FAILED', 'File upload failed'],
  UPLOAD_INCOMPLETE: [400, 'FILE_UPLOAD_FAILED', 'The file did not arrive whole'],
  FILE_NOT_FOUND: [404, 'FILE_NOT_FOUND', 'File not found'],
};

/** The first failing field decides (A-RC-32). */
const byViolation: Readonly<Record<ViolationKind, Answer>> = {
  missing: [422, 'VALIDATION_REQUIRED_FIELD', 'Required field missing'],
  format: [422, 'VALIDATION_INVALID_FORMAT', 'Invalid field format'],
  too_long: [422, 'VALIDATION_LENGTH_EXCEEDED', 'Field length limit exceeded'],
  too_short: byKind.invalid,
  type: byKind.invalid,
  value: byKind.invalid,
};

/** Canonical fields that have another name here. */
const names: FieldNames = {
  clientKey: 'client_id',
  title: 'name',
  body: 'content',
  replyToId: 'reply_to',
  userIds: 'user_ids',
  maxMembers: 'max_members',
  memberCount: 'member_count',
  retryAfterSeconds: 'retry_after_seconds',
};

/** Which field is at fault, where the code alone tells (A-RC-32); and why. */
const detailsByCode: Readonly<Partial<Record<ErrorCode, ErrorDetails>>> = {
  EMAIL_TAKEN: { email: 'is already registered' },
  USERNAME_TAKEN: { username: 'is already taken' },
  VERIFICATION_CODE_WRONG: { code: 'is wrong or has expired' },
  SELF_TARGETED: { user_id: 'must be somebody else' },
  MESSAGE_EMPTY: { content: 'must not be empty' },
  ATTACHMENT_INVALID: { attachments: 'name a file that cannot be attached' },
  SECOND_FACTOR_REQUIRED: { reason: 'two_factor_required' },
  SECOND_FACTOR_WRONG: { reason: 'two_factor_wrong' },
};

/** A session ends with its account. */
const isOfNobody = ({ code, details }: AppError): boolean => code === 'SESSION_REVOKED' && details['reason'] === 'deleted';

const answerTo = (error: AppError): Answer => {
  if (isOfNobody(error)) return userNotFound;
  const violation = error instanceof InputError ? error.violations[0] : undefined;
  return violation === undefined ? (byCode[error.code] ?? byKind[error.kind]) : byViolation[violation.kind];
};

export interface ErrorObject {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** The `error` of a refused request, and the data of the socket's `error` event. */
export const presentErrorObject = (error: AppError): ErrorObject => {
  const [, code, message] = answerTo(error);
  return { code, message, details: { ...renameDetails(error, names), ...detailsByCode[error.code] } };
};

/** RC "Error Response" (C16, C74, C75, A-RC-31, A-RC-32). */
export const presentError = (error: AppError): PresentedError => ({
  status: answerTo(error)[0],
  body: { success: false, error: presentErrorObject(error) },
});
