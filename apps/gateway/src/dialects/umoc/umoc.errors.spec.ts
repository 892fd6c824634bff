import { describe, expect, it } from '@jest/globals';
import { AppError, errorKinds, type ErrorCode } from '@parley/contracts';
import { presentError } from './umoc.errors.js';

describe('presentError', () => {
  it.each<[ErrorCode, number, string]>([
    ['BODY_MALFORMED', 400, 'The payload must be a JSON object'],
    ['TOKEN_INVALID', 401, 'Your session has expired or is invalid'],
    ['CREDENTIALS_WRONG', 401, 'Invalid username or password'],
    ['SECOND_FACTOR_REQUIRED', 403, 'A second factor is required'],
    ['ACCOUNT_SUSPENDED', 403, 'This account is suspended'],
    ['BLOCKED', 403, 'You cannot message this user'],
    ['NOT_A_MEMBER', 403, 'Chat not found'],
    ['USER_NOT_FOUND', 404, 'Chat not found'],
    ['CONVERSATION_NOT_FOUND', 404, 'Chat not found'],
    ['METHOD_NOT_ALLOWED', 405, 'Method not allowed'],
    ['USERNAME_TAKEN', 409, 'This username is already taken'],
    ['RATE_LIMITED', 429, 'Rate limit exceeded'],
    ['SERVICE_UNAVAILABLE', 503, 'The server cannot answer right now'],
    ['INTERNAL', 500, 'Internal server error'],
  ])('%s is %i %s', (code, status, message) => {
    expect(presentError(new AppError(code))).toEqual({ status, body: { message } });
  });

  it('A-UM-06: says what is wrong with a field', () => {
    expect(presentError(new AppError('INPUT_INVALID', { sessionID: 'Invalid session' })).body).toEqual({ message: 'Invalid session' });
  });

  it('UM-s2c-error has a text for the whole catalogue', () => {
    for (const code of Object.keys(errorKinds) as ErrorCode[]) {
      expect(presentError(new AppError(code)).body).toEqual({ message: expect.stringMatching(/^[A-Z].+/) });
    }
  });
});
