import { describe, expect, it } from '@jest/globals';
import { decodableUrl, dialectOfRequest, plainUrl, versionedUrl } from './port-map.js';

describe('dialectOfRequest', () => {
  it.each([
    ['GET', '/api/friends', 'reals2chat'],
    ['POST', '/api/messages/send', 'reals2chat'],
    ['PUT', '/api/conversations/63b8/metadata', 'reals2chat'],
    ['PUT', '/api/upload/file-1', 'umoc'],
    ['DELETE', '/api/upload/file-1', 'connectbest'],
    ['POST', '/api/upload', 'connectbest'],
    ['GET', '/api/nothing', 'connectbest'],
    ['GET', '/v1/users/me', 'v1'],
    ['GET', '/v2/users/me', 'v1'],
    ['GET', '/users/me', 'chatrooms'],
    ['POST', '/umoc/auth/login', 'umoc'],
    ['GET', '/friendsies', 'connectbest'],
  ])('%s %s belongs to %s', (method, path, dialect) => {
    expect(dialectOfRequest(method, path)).toBe(dialect);
  });
});

describe('versionedUrl', () => {
  it.each([
    ['/users/me?x=1', '2025-01-15', '/v1/users/me?x=1'],
    ['/users/me', undefined, '/users/me'],
    ['/v1/users/me', '2025-01-15', '/v1/users/me'],
    ['/api/health', '2025-01-15', '/api/health'],
  ])('%s with version %s is %s', (url, version, expected) => {
    expect(versionedUrl(url, version)).toBe(expected);
  });
});

describe('decodableUrl', () => {
  it.each([
    ['/v1/%zz', '/v1/%25zz'],
    ['/v1/%ff', '/v1/%25ff'],
    ['/v1/%C3%BC?q=%zz', '/v1/%C3%BC?q=%zz'],
  ])('%s is %s', (url, expected) => {
    expect(decodableUrl(url)).toBe(expected);
  });
});

describe('plainUrl', () => {
  it.each([
    ['/v1/auth/login?x=%61#y', '/v1/auth/login?x=%61'],
    ['/%76%31/auth/%6Cogin', '/v1/auth/login'],
    ['/v1/auth/login#', '/v1/auth/login'],
    ['/v1/auth/login#?x', '/v1/auth/login'],
    ['http://elsewhere.test:80/v1/auth/login?x', '/v1/auth/login?x'],
    ['HTTPS://elsewhere.test?x', '/?x'],
    ['/v1/%2F%25%20%C3%BC%3F/%7e%2d', '/v1/%2F%25%20%C3%BC%3F/~-'],
    [decodableUrl('/v1/%%36cogin'), '/v1/%25%2536cogin'],
    ['*', '*'],
  ])('%s is %s', (url, expected) => {
    expect(plainUrl(url)).toBe(expected);
  });
});
