import { createHmac } from 'node:crypto';
import { exportSPKI, generateKeyPair, importJWK, SignJWT, exportJWK } from 'jose';
import type { Json } from '@parley/testing';
import { partsOf, resigned, signingKey } from '../matrix/actors.harness.js';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Public half of the fleet's key: what a forger knows. */
const publicKey = async () => {
  const { kty, crv, x, y } = await exportJWK(await signingKey());
  return { kty, crv, x, y } as Json;
};

/** HMAC over a key that is no secret: whoever verifies by the header's word takes it. */
const hmacWith = (key: string | Buffer, header: object, claims: object): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
};

/** Everything an attacker, or an honest client by mistake, shows in the place of the access token `good`. */
export const forgeriesOf = async (good: string, refreshToken: string): Promise<Readonly<Record<string, string>>> => {
  const { header, claims } = partsOf(good);
  const [, payload = '', signature = ''] = good.split('.');
  const now = Math.floor(Date.now() / 1_000);
  const own = await generateKeyPair('ES256', { extractable: true });
  const ownJwk = await exportJWK(own.publicKey);
  const signedByOther = (changes: object) => new SignJWT(claims).setProtectedHeader({ ...header, ...changes }).sign(own.privateKey);
  const jwk = await publicKey();
  const pem = await exportSPKI((await importJWK({ ...jwk, alg: 'ES256' })) as never);
  return {
    'no algorithm': `${encode({ ...header, alg: 'none' })}.${payload}.`,
    'no algorithm, with a signature': `${encode({ ...header, alg: 'None' })}.${payload}.${signature}`,
    'HS256 with the public key as PEM': hmacWith(pem, { ...header, alg: 'HS256' }, claims),
    'HS256 with the public key as JWK': hmacWith(JSON.stringify(jwk), { ...header, alg: 'HS256' }, claims),
    'HS256 with an empty key': hmacWith('', { ...header, alg: 'HS256' }, claims),
    'another audience': await resigned(good, { aud: 'parley-refresh' }),
    'no audience': await resigned(good, { aud: undefined }),
    'another issuer': await resigned(good, { iss: 'somebody' }),
    'a refresh token': refreshToken,
    'a foreign key under our kid': await signedByOther({}),
    'a foreign kid': await signedByOther({ kid: 'foreign' }),
    'a kid that is a path': await signedByOther({ kid: '../../../../dev/null' }),
    'a kid that is a query': await signedByOther({ kid: "' OR 1=1 --" }),
    'a key that comes along': await signedByOther({ kid: 'foreign', jwk: ownJwk }),
    'a key set that comes along': await signedByOther({ kid: 'foreign', jku: 'http://127.0.0.1:1/keys' }),
    'not valid yet': await resigned(good, { nbf: now + 3_600 }),
    'another user under the old signature': `${encode(header)}.${encode({ ...claims, sub: '0'.repeat(24) })}.${signature}`,
    'no session': await resigned(good, { sid: undefined }),
    'a dialect there is not': await resigned(good, { dia: 'none' }),
    'a cut signature': good.slice(0, -10),
    'an unsigned token': `${encode(header)}.${payload}`,
  };
};

/** Well made, but over. */
export const expiredOf = (good: string): Promise<string> => {
  const now = Math.floor(Date.now() / 1_000);
  return resigned(good, { iat: now - 7_200, exp: now - 1 });
};
