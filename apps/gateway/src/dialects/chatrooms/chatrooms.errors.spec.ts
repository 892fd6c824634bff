import { describe, expect, it } from '@jest/globals';
import { AppError, errorKinds, type ErrorCode } from '@parley/contracts';
import { InputError, type ViolationKind } from '../input-error.js';
import { presentError } from './chatrooms.errors.js';

/** The specification's list, RC-G30, and one of our own for what it has no code for. */
const listed = new Set([
  ...['AUTH_INVALID_CREDENTIALS', 'AUTH_TOKEN_EXPIRED', 'AUTH_TOKEN_INVALID', 'AUTH_REFRESH_TOKEN_INVALID', 'AUTH_USER_NOT_FOUND'],
  ...['AUTH_USER_INACTIVE', 'VALIDATION_REQUIRED_FIELD', 'VALIDATION_INVALID_FORMAT', 'VALIDATION_LENGTH_EXCEEDED', 'VALIDATION_INVALID_VALUE'],
  ...['RESOURCE_NOT_FOUND', 'RESOURCE_ACCESS_DENIED', 'RESOURCE_ALREADY_EXISTS', 'RESOURCE_LIMIT_EXCEEDED', 'CHATROOM_NOT_FOUND'],
  ...['CHATROOM_ACCESS_DENIED', 'CHATROOM_FULL', 'CHATROOM_INVITE_INVALID', 'CHATROOM_OWNER_REQUIRED', 'MESSAGE_NOT_FOUND'],
  ...['MESSAGE_EDIT_DENIED', 'MESSAGE_DELETE_DENIED', 'MESSAGE_TOO_LONG', 'MESSAGE_ENCRYPTION_FAILED', 'FILE_TOO_LARGE'],
  ...['FILE_TYPE_NOT_ALLOWED', 'FILE_UPLOAD_FAILED', 'FILE_NOT_FOUND', 'RATE_LIMIT_EXCEEDED', 'CONNECTION_LIMIT_EXCEEDED', 'SERVER_ERROR'],
]);

interface Body {
  readonly success: boolean;
  readonly error: { readonly code: string; readonly message: string; readonly details: object };
}
const present = (error: AppError): { readonly status: number; readonly error: Body['error'] } => {
  const { status, body } = presentError(error);
  expect(Object.keys(body)).toEqual(['success', 'error']);
  expect((body as Body).success).toBe(false);
  return { status, error: (body as Body).error };
};

describe('presentError', () => {
  it('answers every canonical code with a code of the specification, in its envelope', () => {
    for (const code of Object.keys(errorKinds) as ErrorCode[]) {
      const { error } = present(new AppError(code));
      expect(Object.keys(error)).toEqual(['code', 'message', 'details']);
      expect(listed).toContain(error.code);
    }
  });

  it.each<[ErrorCode, number, string]>([
    ['BODY_MALFORMED', 400, 'VALIDATION_INVALID_FORMAT'],
    ['ROUTE_NOT_FOUND', 404, 'RESOURCE_NOT_FOUND'],
    ['METHOD_NOT_ALLOWED', 405, 'RESOURCE_NOT_FOUND'],
    ['TOKEN_MISSING', 401, 'AUTH_TOKEN_INVALID'],
    ['SESSION_REVOKED', 401, 'AUTH_TOKEN_INVALID'],
    ['TOKEN_EXPIRED', 401, 'AUTH_TOKEN_EXPIRED'],
    ['CREDENTIALS_WRONG', 401, 'AUTH_INVALID_CREDENTIALS'],
    ['ACCOUNT_SUSPENDED', 403, 'AUTH_USER_INACTIVE'],
    ['USER_NOT_FOUND', 401, 'AUTH_USER_NOT_FOUND'],
    ['NOT_A_MEMBER', 403, 'CHATROOM_ACCESS_DENIED'],
    ['ROLE_REQUIRED', 403, 'RESOURCE_ACCESS_DENIED'],
    ['ROOM_FULL', 409, 'CHATROOM_FULL'],
    ['INVITATION_INVALID', 400, 'CHATROOM_INVITE_INVALID'],
    ['SERVICE_UNAVAILABLE', 500, 'SERVER_ERROR'],
  ])('%s is %i %s', (code, status, shown) => {
    expect(present(new AppError(code))).toMatchObject({ status, error: { code: shown } });
  });

  it.each<[ViolationKind, string]>([
    ['missing', 'VALIDATION_REQUIRED_FIELD'],
    ['format', 'VALIDATION_INVALID_FORMAT'],
    ['too_long', 'VALIDATION_LENGTH_EXCEEDED'],
    ['too_short', 'VALIDATION_INVALID_VALUE'],
    ['type', 'VALIDATION_INVALID_VALUE'],
  ])('a first field that is %s decides: 422 %s with every field in details', (kind, code) => {
    const error = new InputError([
      { field: 'name', kind, message: 'is wrong' },
      { field: 'description', kind: 'value', message: 'is wrong too' },
    ]);
    expect(present(error)).toMatchObject({ status: 422, error: { code, details: { name: 'is wrong', description: 'is wrong too' } } });
  });

  it('tells a token whose account is gone from one whose session ended (A-RC-30)', () => {
    expect(present(new AppError('SESSION_REVOKED', { reason: 'deleted' }))).toMatchObject({ status: 401, error: { code: 'AUTH_USER_NOT_FOUND' } });
    expect(present(new AppError('SESSION_REVOKED', { reason: 'logout' }))).toMatchObject({ status: 401, error: { code: 'AUTH_TOKEN_INVALID' } });
  });

  it.each<[ErrorCode, string]>([
    ['VERIFICATION_CODE_WRONG', 'code'],
    ['SELF_TARGETED', 'user_id'],
    ['MESSAGE_EMPTY', 'content'],
    ['ATTACHMENT_INVALID', 'attachments'],
  ])('%s names the field at fault, %s, in details (A-RC-32)', (code, field) => {
    expect(present(new AppError(code))).toMatchObject({ status: 422, error: { details: { [field]: expect.any(String) } } });
  });

  it('names the field of a duplicate and the reason of a missing factor', () => {
    expect(present(new AppError('EMAIL_TAKEN')).error.details).toEqual({ email: 'is already registered' });
    expect(present(new AppError('SECOND_FACTOR_REQUIRED')).error.details).toEqual({ reason: 'two_factor_required' });
  });
});
