import { describe, expect, it } from '@jest/globals';
import { AppError, errorKinds, type ErrorCode } from '@parley/contracts';
import { InputError } from '../input-error.js';
import { presentError, presentSocketError } from './connectbest.errors.js';

describe('presentError', () => {
  it.each<[ErrorCode, number, string]>([
    ['BODY_MALFORMED', 400, 'BODY_MALFORMED'],
    ['INPUT_INVALID', 400, 'INPUT_INVALID'],
    ['EMAIL_TAKEN', 400, 'EMAIL_TAKEN'],
    ['SLUG_TAKEN', 400, 'CHANNEL_NAME_TAKEN'],
    ['ROOM_FULL', 400, 'CHANNEL_FULL'],
    ['PIN_LIMIT_REACHED', 400, 'PIN_LIMIT'],
    ['CREDENTIALS_WRONG', 400, 'CREDENTIALS_WRONG'],
    ['EMAIL_UNVERIFIED', 401, 'EMAIL_UNVERIFIED'],
    ['SECOND_FACTOR_REQUIRED', 402, 'TWO_FACTOR_REQUIRED'],
    ['SECOND_FACTOR_WRONG', 400, 'TWO_FACTOR_CODE_WRONG'],
    ['ACCOUNT_SUSPENDED', 403, 'ACCOUNT_SUSPENDED'],
    ['TOKEN_EXPIRED', 401, 'TOKEN_EXPIRED'],
    ['SESSION_REVOKED', 401, 'SESSION_REVOKED'],
    ['NOT_A_MEMBER', 403, 'NOT_A_MEMBER'],
    ['BLOCKED', 403, 'BLOCKED'],
    ['EDIT_WINDOW_EXPIRED', 403, 'EDIT_WINDOW_EXPIRED'],
    ['CONVERSATION_NOT_FOUND', 404, 'CHANNEL_NOT_FOUND'],
    ['ROUTE_NOT_FOUND', 404, 'ROUTE_NOT_FOUND'],
    ['METHOD_NOT_ALLOWED', 405, 'METHOD_NOT_ALLOWED'],
    ['BODY_TOO_LARGE', 400, 'BODY_TOO_LARGE'],
    ['RATE_LIMITED', 429, 'RATE_LIMITED'],
    ['SERVICE_UNAVAILABLE', 503, 'SERVICE_UNAVAILABLE'],
    ['INTERNAL', 500, 'INTERNAL'],
  ])('%s is %i %s', (code, status, name) => {
    expect(presentError(new AppError(code))).toMatchObject({ status, body: { success: false, code: name } });
  });

  it('says the text twice, for every code, and nothing else', () => {
    for (const code of Object.keys(errorKinds) as ErrorCode[]) {
      const body = presentError(new AppError(code)).body as Record<string, unknown>;
      expect(Object.keys(body)).toEqual(['success', 'error', 'message', 'code']);
      expect(body['error']).toMatch(/^[A-Z][^_]+$/);
      expect(body['message']).toBe(body['error']);
    }
  });

  it('names the field that was refused', () => {
    const error = new InputError([{ field: 'email', kind: 'format', message: 'email must be an email' }]);
    expect(presentError(error).body).toMatchObject({
      error: 'Invalid input: email: email must be an email',
      details: { email: 'email must be an email' },
    });
  });

  it('is an error event on sockets', () => {
    expect(presentSocketError(new AppError('CONVERSATION_NOT_FOUND'))).toEqual({
      event: 'error',
      data: { code: 'CHANNEL_NOT_FOUND', message: 'Channel not found' },
    });
  });
});
