import type { AppError, ErrorCode, ErrorKind } from '@parley/contracts';
import type { PresentedError } from '../dialect.js';
import { detailLines, type FieldNames } from '../field-names.js';
import { refused } from './reals2chat.envelope.js';

interface Refusal {
  readonly status: number;
  readonly text: string;
}

const byKind: Readonly<Record<ErrorKind, Refusal>> = {
  invalid: { status: 400, text: 'Invalid request' },
  unauthenticated: { status: 401, text: 'Unauthorized' },
  forbidden: { status: 403, text: 'Forbidden' },
  not_found: { status: 404, text: 'Not found' },
  conflict: { status: 400, text: 'Already exists' },
  rate_limited: { status: 429, text: 'Too many requests' },
  unavailable: { status: 500, text: 'The server cannot answer right now' },
  internal: { status: 500, text: 'Internal server error' },
};

/** C75, and texts that say more than the kind does. */
const byCode: Partial<Record<ErrorCode, Partial<Refusal>>> = {
  BODY_MALFORMED: { text: 'The request body must be a JSON object' },
  BODY_TOO_LARGE: { text: 'The request body is too large' },
  METHOD_NOT_ALLOWED: { status: 405, text: 'Method not allowed' },
  USER_NOT_FOUND: { text: 'User not found' },
  RECIPIENT_GONE: { text: 'User not found' },
  CONVERSATION_NOT_FOUND: { text: 'Conversation not found' },
  NOT_A_MEMBER: { status: 404, text: 'Conversation not found' },
  MESSAGE_NOT_FOUND: { text: 'Message not found' },
  SELF_TARGETED: { text: 'You cannot message yourself' },
  BLOCKED: { text: 'You cannot message this user' },
  MESSAGE_EMPTY: { text: 'A message needs a text or an attachment' },
  MESSAGE_TOO_LONG: { text: 'The message is too long' },
  ATTACHMENT_INVALID: { text: 'The attachment is invalid' },
  ENCRYPTION_REQUIRED: { text: 'This conversation takes encrypted messages only' },
};

/** Canonical fields that have another name here. */
const names: FieldNames = { clientKey: 'client_id', body: 'text' };

/** What is wrong with each field, in one line. */
const fieldTexts = (error: AppError): string | null => {
  const { code } = error;
  const texts = detailLines(error, names);
  return code === 'INPUT_INVALID' && texts.length > 0 ? texts.join('; ') : null;
};

/** R2-5: a status and `{success: false, message}`. */
export const presentError = (error: AppError): PresentedError => {
  const { status, text } = { ...byKind[error.kind], ...byCode[error.code] };
  return { status, body: refused(fieldTexts(error) ?? text) };
};
