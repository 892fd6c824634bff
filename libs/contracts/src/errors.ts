/** The eight kinds of failure every dialect knows how to present. Nothing about HTTP here. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'rate_limited' | 'unavailable' | 'internal';

/**
 * The closed catalogue: code → kind. A service throws nothing else; a dialect's error table
 * maps the kind to a status and overrides single codes (C16, C75).
 */
export const errorKinds = {
  INPUT_INVALID: 'invalid',
  BODY_MALFORMED: 'invalid',
  BODY_TOO_LARGE: 'invalid',
  ROUTE_NOT_FOUND: 'not_found',
  METHOD_NOT_ALLOWED: 'not_found',
  RATE_LIMITED: 'rate_limited',
  SERVICE_UNAVAILABLE: 'unavailable',
  INTERNAL: 'internal',

  TOKEN_MISSING: 'unauthenticated',
  TOKEN_INVALID: 'unauthenticated',
  TOKEN_EXPIRED: 'unauthenticated',
  SESSION_REVOKED: 'unauthenticated',
  REFRESH_TOKEN_INVALID: 'unauthenticated',
  CREDENTIALS_WRONG: 'unauthenticated',
  EMAIL_UNVERIFIED: 'unauthenticated',
  ACCOUNT_SUSPENDED: 'forbidden',
  SECOND_FACTOR_REQUIRED: 'forbidden',
  SECOND_FACTOR_WRONG: 'invalid',
  SECOND_FACTOR_ACTIVE: 'conflict',
  VERIFICATION_CODE_WRONG: 'invalid',
  RESET_TOKEN_INVALID: 'invalid',
  EMAIL_TAKEN: 'conflict',
  USERNAME_TAKEN: 'conflict',
  OAUTH_FAILED: 'unauthenticated',
  API_KEY_NOT_FOUND: 'not_found',
  API_KEY_FORBIDDEN: 'forbidden',
  ADMIN_REQUIRED: 'forbidden',
  ADMIN_PROTECTED: 'invalid',
  CONNECTION_LIMIT_REACHED: 'rate_limited',
  ORIGIN_FORBIDDEN: 'forbidden',

  USER_NOT_FOUND: 'not_found',
  CONTACT_NOT_FOUND: 'not_found',
  CONTACT_EXISTS: 'conflict',
  SELF_TARGETED: 'invalid',
  BLOCKED: 'forbidden',
  RECIPIENT_GONE: 'not_found',

  CONVERSATION_NOT_FOUND: 'not_found',
  CONVERSATION_IS_DIRECT: 'invalid',
  NOT_A_MEMBER: 'forbidden',
  ROLE_REQUIRED: 'forbidden',
  OWNER_REQUIRED: 'forbidden',
  OWNER_PROTECTED: 'forbidden',
  SLUG_TAKEN: 'conflict',
  ROOM_FULL: 'conflict',
  MEMBER_LIMIT_TOO_LOW: 'conflict',
  MEMBER_UNKNOWN: 'invalid',
  MEMBER_NOT_FOUND: 'not_found',
  INVITATION_INVALID: 'invalid',
  KEY_VERSION_TAKEN: 'conflict',

  MESSAGE_NOT_FOUND: 'not_found',
  MESSAGE_EMPTY: 'invalid',
  MESSAGE_TOO_LONG: 'invalid',
  MESSAGE_CIPHER_INVALID: 'invalid',
  MESSAGE_EDIT_DENIED: 'forbidden',
  EDIT_WINDOW_EXPIRED: 'forbidden',
  MESSAGE_DELETE_DENIED: 'forbidden',
  ENCRYPTION_REQUIRED: 'forbidden',
  REACTION_NOT_FOUND: 'not_found',
  REACTION_LIMIT_REACHED: 'conflict',
  EMOJI_INVALID: 'invalid',
  PIN_LIMIT_REACHED: 'conflict',
  SCHEDULE_INVALID: 'invalid',
  SCHEDULE_NOT_PENDING: 'conflict',
  ATTACHMENT_INVALID: 'invalid',

  FILE_NOT_FOUND: 'not_found',
  FILE_DELETE_DENIED: 'forbidden',
  FILE_TOO_LARGE: 'invalid',
  FILE_TYPE_NOT_ALLOWED: 'invalid',
  FILE_INFECTED: 'invalid',
  FILE_UPLOAD_FAILED: 'unavailable',
  UPLOAD_INCOMPLETE: 'invalid',
  UPLOAD_TOKEN_INVALID: 'forbidden',

  NOTIFICATION_NOT_FOUND: 'not_found',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;

/** Field → what is wrong with it, or any small JSON that is safe to show to a client. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An expected failure. `details` is safe to show; `cause` never leaves the process. */
export class AppError extends Error {
  readonly kind: ErrorKind;

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: { readonly cause?: unknown },
  ) {
    super(code, options);
    this.name = 'AppError';
    this.kind = errorKinds[code];
  }
}

/** How an error travels between processes. */
export interface WireError {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

export const toWireError = (error: AppError): WireError => ({ code: error.code, details: error.details });

/** An unknown code (a newer peer) becomes INTERNAL, so the catalogue stays closed. */
export const fromWireError = (wire: WireError): AppError =>
  wire.code in errorKinds ? new AppError(wire.code, wire.details) : new AppError('INTERNAL');
