import { describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { checkInput } from '../input.pipe.js';
import { LogInDto, RegisterDto } from './auth/auth.dto.js';
import { presentErrorObject } from './chatrooms.errors.js';
import type { AppError } from '@parley/contracts';
import { ListMessagesQueryDto, SendMessageDto } from './messages/messages.dto.js';
import { CreateRoomDto, ListRoomsQueryDto } from './rooms/rooms.dto.js';

const refusal = (type: Type<object>, plain: object): { readonly code: string; readonly fields: readonly string[] } => {
  try {
    checkInput(type, plain);
  } catch (error) {
    const { code, details } = presentErrorObject(error as AppError);
    return { code, fields: Object.keys(details) };
  }
  return { code: 'none', fields: [] };
};

const person = { username: 'ada_l', email: 'ada@example.com', password: 'password', display_name: 'Ada' };

describe('RegisterDto', () => {
  it.each<[string, object, string, string]>([
    ['no username', { username: undefined }, 'VALIDATION_REQUIRED_FIELD', 'username'],
    ['a null e-mail', { email: null }, 'VALIDATION_REQUIRED_FIELD', 'email'],
    ['a short username', { username: 'ab' }, 'VALIDATION_INVALID_VALUE', 'username'],
    ['a long username', { username: 'a'.repeat(51) }, 'VALIDATION_LENGTH_EXCEEDED', 'username'],
    ['a username with @', { username: 'a@b.example' }, 'VALIDATION_INVALID_FORMAT', 'username'],
    ['a number for a username', { username: 12_345 }, 'VALIDATION_INVALID_VALUE', 'username'],
    ['a bad e-mail', { email: 'ada' }, 'VALIDATION_INVALID_FORMAT', 'email'],
    ['a short password', { password: '1234567' }, 'VALIDATION_INVALID_VALUE', 'password'],
    ['a blank display name', { display_name: '   ' }, 'VALIDATION_INVALID_VALUE', 'display_name'],
    ['a long display name', { display_name: 'x'.repeat(101) }, 'VALIDATION_LENGTH_EXCEEDED', 'display_name'],
  ])('%s is refused by its kind (A-RC-32)', (_what, wrong, code, field) => {
    expect(refusal(RegisterDto, { ...person, ...wrong })).toEqual({ code, fields: [field] });
  });

  it('takes the first field that fails as the code and names all of them', () => {
    const wrong = { username: 'x'.repeat(60), email: 'ada', password: undefined, display_name: 'Ada' };
    expect(refusal(RegisterDto, wrong)).toEqual({ code: 'VALIDATION_LENGTH_EXCEEDED', fields: ['username', 'email', 'password'] });
  });

  it('trims names and e-mails, never passwords, and drops what it does not know', () => {
    expect(checkInput(RegisterDto, { ...person, email: ' ada@example.com ', password: ' password ', extra: 1 })).toEqual({
      ...person,
      password: ' password ',
    });
  });
});

describe('queries', () => {
  it.each<[Type<object>, object, object]>([
    [ListRoomsQueryDto, {}, { page: 1, limit: 20, scope: 'mine' }],
    [ListRoomsQueryDto, { page: '3', limit: '500', search: ' team ' }, { page: 3, limit: 100, search: 'team', scope: 'mine' }],
    [ListMessagesQueryDto, {}, { page: 1, limit: 50 }],
    [ListMessagesQueryDto, { limit: '1', before: '2025-01-15' }, { page: 1, limit: 1, before: '2025-01-15' }],
  ])('%p reads %j', (type, query, read) => {
    expect(checkInput(type, query)).toEqual(read);
  });

  it.each([{ page: '0' }, { page: 'x' }, { limit: '0' }, { limit: '-1' }, { limit: 'ten' }, { limit: '1.5' }, { limit: '' }, { page: ['1', '2'] }])(
    '%j is refused (A-00-04)',
    (query) => {
      expect(refusal(ListMessagesQueryDto, query).code).toBe('VALIDATION_INVALID_VALUE');
    },
  );
});

describe('CreateRoomDto', () => {
  it.each<[object, string]>([
    [{}, 'VALIDATION_REQUIRED_FIELD'],
    [{ name: 'x'.repeat(101) }, 'VALIDATION_LENGTH_EXCEEDED'],
    [{ name: 'x', description: 'x'.repeat(501) }, 'VALIDATION_LENGTH_EXCEEDED'],
    [{ name: 'x', is_private: 'yes' }, 'VALIDATION_INVALID_VALUE'],
    [{ name: 'x', max_members: 1 }, 'VALIDATION_INVALID_VALUE'],
    [{ name: 'x', max_members: '5' }, 'VALIDATION_INVALID_VALUE'],
    [{ name: 'x', summary_threshold: 4 }, 'VALIDATION_INVALID_VALUE'],
    [{ name: 'x', summary_threshold: 1_001 }, 'VALIDATION_INVALID_VALUE'],
  ])('%j is %s', (body, code) => {
    expect(refusal(CreateRoomDto, body).code).toBe(code);
  });
});

describe('LogInDto and SendMessageDto', () => {
  it('want their fields', () => {
    expect(refusal(LogInDto, { username: 'ada' })).toEqual({ code: 'VALIDATION_REQUIRED_FIELD', fields: ['password'] });
    expect(refusal(SendMessageDto, { chatroom_id: 'x', message_type: 'system' })).toEqual({
      code: 'VALIDATION_INVALID_VALUE',
      fields: ['message_type'],
    });
  });

  it('leave the content to the body codec', () => {
    const content = { encrypted_data: 'aGk=', iv: '', key_version: 0 };
    expect(checkInput(SendMessageDto, { chatroom_id: 'x', message_type: 'text', content })).toMatchObject({ content });
  });
});
