import { describe, expect, it } from '@jest/globals';
import { AppError, errorKinds, type ErrorCode } from '@parley/contracts';
import { presentError, presentFrameError } from './v1.errors.js';

const context = { requestId: 'req_1', method: 'GET', path: '/v1/conversations' };
const now = new Date('2025-01-15T10:30:00.123Z');
const answerTo = (code: ErrorCode, details: Record<string, unknown>) => presentError(new AppError(code, details), context, now);

describe('presentError', () => {
  it('answers with every key of the documented format', () => {
    expect(answerTo('INPUT_INVALID', { email: 'Invalid email format' })).toEqual({
      status: 400,
      body: {
        success: false,
        error: { code: 'VALIDATION_ERROR', message: 'Invalid input parameters', details: { email: 'Invalid email format' } },
        request_id: 'req_1',
        timestamp: '2025-01-15T10:30:00Z',
      },
    });
  });

  it.each([
    ['CREDENTIALS_WRONG', 401, 'AUTHENTICATION_FAILED'],
    ['TOKEN_EXPIRED', 401, 'AUTHENTICATION_FAILED'],
    ['ACCOUNT_SUSPENDED', 403, 'AUTHORIZATION_FAILED'],
    ['NOT_A_MEMBER', 403, 'AUTHORIZATION_FAILED'],
    ['BLOCKED', 403, 'AUTHORIZATION_FAILED'],
    ['ROUTE_NOT_FOUND', 404, 'NOT_FOUND'],
    ['METHOD_NOT_ALLOWED', 405, 'METHOD_NOT_ALLOWED'],
    ['EMAIL_TAKEN', 409, 'CONFLICT'],
    ['ROOM_FULL', 409, 'CONFLICT'],
    ['RATE_LIMITED', 429, 'RATE_LIMIT_EXCEEDED'],
    ['BODY_MALFORMED', 400, 'VALIDATION_ERROR'],
    ['FILE_TOO_LARGE', 400, 'VALIDATION_ERROR'],
    ['SERVICE_UNAVAILABLE', 503, 'SERVICE_UNAVAILABLE'],
    ['INTERNAL', 500, 'INTERNAL_SERVER_ERROR'],
    ['MEMBER_UNKNOWN', 404, 'NOT_FOUND'],
    ['SECOND_FACTOR_WRONG', 401, 'AUTHENTICATION_FAILED'],
  ] as const)('%s is %i %s', (code, status, shown) => {
    expect(answerTo(code, {})).toMatchObject({ status, body: { error: { code: shown } } });
  });

  it.each(['USER_NOT_FOUND', 'RECIPIENT_GONE', 'MEMBER_UNKNOWN'] as const)('says of %s that it is the user who is not found', (code) =>
    expect(answerTo(code, {})).toMatchObject({ status: 404, body: { error: { message: 'User not found' } } }),
  );

  it.each([
    ['MESSAGE_EMPTY', 'content_encrypted'],
    ['ATTACHMENT_INVALID', 'metadata'],
    ['VERIFICATION_CODE_WRONG', 'code'],
  ] as const)('%s names the field at fault, %s, in details', (code, field) => {
    expect(answerTo(code, {})).toMatchObject({ status: 400, body: { error: { details: { [field]: expect.stringContaining(field) } } } });
  });

  it('keeps ids in details to itself', () => {
    expect(answerTo('MEMBER_UNKNOWN', { userIds: ['0190a1b2-0000-4000-a7c1-e55000000000'] })).toMatchObject({ body: { error: { details: {} } } });
  });

  it('never shows a code of ours or of another dialect', () => {
    const shown = (Object.keys(errorKinds) as ErrorCode[]).map((code) => (answerTo(code, {}).body as { error: { code: string } }).error.code);
    expect(new Set(shown)).toEqual(
      new Set([
        'VALIDATION_ERROR',
        'AUTHENTICATION_FAILED',
        'AUTHORIZATION_FAILED',
        'NOT_FOUND',
        'CONFLICT',
        'RATE_LIMIT_EXCEEDED',
        'SERVICE_UNAVAILABLE',
        'INTERNAL_SERVER_ERROR',
        'METHOD_NOT_ALLOWED',
      ]),
    );
  });
});

describe('presentFrameError', () => {
  it('tells a socket the same code', () => {
    expect(presentFrameError(new AppError('TOKEN_MISSING'))).toEqual({
      error: { code: 'AUTHENTICATION_FAILED', message: 'Authentication required', details: {} },
    });
  });
});
