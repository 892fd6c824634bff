import { describe, expect, it } from '@jest/globals';
import { bringsFiles } from './http.adapter.js';

const form = 'multipart/form-data; boundary=x';
const asked = (method: string, url: string, type: string | undefined, version?: string): boolean =>
  bringsFiles({ method, url, headers: { 'content-type': type, 'api-version': version } });

describe('bringsFiles', () => {
  it.each([
    ['POST', '/api/upload', form],
    ['POST', '/upload/file?x=1', 'Multipart/Form-Data;boundary=x'],
    ['POST', '/%75pload/file/', form],
    ['POST', '/users/me/avatar', form],
    ['PUT', '/api/upload/0123?token=x', 'application/json'],
    ['POST', '/api/upload/0123', undefined],
  ])('%s %s of %s', (method, url, type) => expect(asked(method, url, type)).toBe(true));

  it('by header version', () => expect(asked('POST', '/files/upload', form, '1')).toBe(true));

  it.each([
    ['POST', '/api/upload', 'application/json'],
    ['POST', '/v1/files/upload', 'application/x-www-form-urlencoded'],
    ['POST', '/upload/file', undefined],
    ['PATCH', '/api/upload/0123', 'application/json'],
    ['POST', '/api/dms', form],
  ])('no: what is read before anybody asks who sends it, %s %s of %s', (method, url, type) => expect(asked(method, url, type)).toBe(false));
});
