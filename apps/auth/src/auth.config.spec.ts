import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '@parley/runtime';
import { AuthConfig } from './auth.config.js';

describe('AuthConfig', () => {
  const pemOf = (namedCurve: string, type: 'pkcs8' | 'sec1') =>
    generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type, format: 'pem' }).toString();
  const needed = { DATABASE_URL: 'postgres://x', NATS_URL: 'nats://x', SERVER_KEY: Buffer.alloc(32).toString('base64') };
  const load = (JWT_PRIVATE_KEY: string) => loadConfig(AuthConfig, { ...needed, JWT_PRIVATE_KEY });

  it('takes an ES256 key, its lines ended by themselves or by \\n', () => {
    const pem = pemOf('P-256', 'pkcs8');
    for (const given of [pem, pem.replaceAll('\n', '\\n')]) expect(load(given).JWT_PRIVATE_KEY).toBe(pem);
  });

  it.each([
    ['no key', '-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----'],
    ['a key of another curve', pemOf('P-384', 'pkcs8')],
    ['a key in another form', pemOf('P-256', 'sec1')],
    ['a key of RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('refuses %s, without repeating it', (_, given) => {
    expect(() => load(given)).toThrow(ConfigError);
    expect(() => load(given)).toThrow(/^configuration: JWT_PRIVATE_KEY must be an ES256 \(P-256\) key as PKCS8 PEM, [^;]*$/);
  });

  it('refuses a provider to which it has no name', () => {
    const given = { ...needed, JWT_PRIVATE_KEY: pemOf('P-256', 'pkcs8'), OIDC_ISSUER: 'https://accounts.google.com' };
    expect(() => loadConfig(AuthConfig, given)).toThrow('OIDC_CLIENT_ID');
    expect(loadConfig(AuthConfig, { ...given, OIDC_CLIENT_ID: 'x' }).OIDC_CLIENT_ID).toBe('x');
  });

  it.each([3, 31, 33])('refuses %i bytes to seal with', (bytes) => {
    const SERVER_KEY = Buffer.alloc(bytes).toString('base64');
    const given = { ...needed, JWT_PRIVATE_KEY: pemOf('P-256', 'pkcs8'), SERVER_KEY };
    expect(() => loadConfig(AuthConfig, given)).toThrow(/^configuration: SERVER_KEY must be 32 bytes in base64, /);
  });
});
