import { describe, expect, it } from '@jest/globals';
import { AppError, errorKinds, type ErrorCode } from '@parley/contracts';
import { presentError } from './reals2chat.errors.js';

describe('presentError', () => {
  it.each<[ErrorCode, number, string]>([
    ['BODY_MALFORMED', 400, 'The request body must be a JSON object'],
    ['TOKEN_MISSING', 401, 'Unauthorized'],
    ['TOKEN_EXPIRED', 401, 'Unauthorized'],
    ['SESSION_REVOKED', 401, 'Unauthorized'],
    ['BLOCKED', 403, 'You cannot message this user'],
    ['NOT_A_MEMBER', 404, 'Conversation not found'],
    ['USER_NOT_FOUND', 404, 'User not found'],
    ['RECIPIENT_GONE', 404, 'User not found'],
    ['ROUTE_NOT_FOUND', 404, 'Not found'],
    ['METHOD_NOT_ALLOWED', 405, 'Method not allowed'],
    ['SELF_TARGETED', 400, 'You cannot message yourself'],
    ['CONTACT_EXISTS', 400, 'Already exists'],
    ['RATE_LIMITED', 429, 'Too many requests'],
    ['SERVICE_UNAVAILABLE', 500, 'The server cannot answer right now'],
    ['INTERNAL', 500, 'Internal server error'],
  ])('C75: %s is %i %s', (code, status, message) => {
    expect(presentError(new AppError(code))).toEqual({ status, body: { success: false, message } });
  });

  it('names every bad field', () => {
    const error = new AppError('INPUT_INVALID', { limit: 'limit must not be less than 1', before: 'before must be a string' });
    expect(presentError(error).body).toEqual({ success: false, message: 'limit must not be less than 1; before must be a string' });
  });

  it('R2-5 has a body for the whole catalogue', () => {
    for (const code of Object.keys(errorKinds) as ErrorCode[]) {
      const { status, body } = presentError(new AppError(code));
      expect([400, 401, 403, 404, 405, 413, 429, 500]).toContain(status);
      expect(body).toEqual({ success: false, message: expect.stringMatching(/^[A-Z].+/) });
    }
  });
});
