import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importPKCS8, SignJWT } from 'jose';
import { generateSync } from 'otplib';
import { eventually, http, nextMail, uniqueName, type Json } from '@parley/testing';

export const password = 'Passw0rd!';
const adminEmail = 'admin@parley.test';

/** Somebody with an account, by the ids of every dialect's form (`hex` in them). */
export interface Somebody {
  readonly email: string;
  readonly username: string;
  /** `usr_…`; its 24 hex digits are the id in every dialect. */
  readonly id: string;
  readonly token: string;
}

/** Who may come to an operation. Living sessions: ann, ben, cat, una, admin. */
export interface Actors {
  readonly ann: Somebody;
  readonly ben: Somebody;
  /** Verified, a stranger to all others. */
  readonly cat: Somebody;
  /** Has never verified her address. */
  readonly una: Somebody;
  readonly admin: Somebody;
  /** Logged in, but owes the second factor. */
  readonly waiting: Somebody;
  readonly suspended: Somebody;
  readonly deleted: Somebody;
  /** Has logged out. */
  readonly revoked: Somebody;
  /** Tokens that no session stands behind any more, or ever did. */
  readonly expired: string;
  readonly garbage: string;
}

const must = async (method: string, path: string, body: object, token?: string): Promise<Json> => {
  const answer = await http(method, path, { body, ...(token === undefined ? {} : { token }) }, 0);
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** A new session through V1: its token. */
export const logIn = async (email: string): Promise<string> => (await must('POST', '/v1/auth/login', { email, password })).data.access_token;

const makeSomebody = async (stem: string): Promise<Somebody> => {
  const name = uniqueName(stem);
  const email = `${name}@example.org`;
  await must('POST', '/api/auth/register', { email, password, name });
  const { access_token: token, user } = (await must('POST', '/v1/auth/login', { email, password })).data;
  return { email, username: user.username, id: user.user_id, token };
};

const verify = async (email: string): Promise<void> => {
  const { text } = await nextMail(email);
  await must('POST', '/api/auth/verify-email', { email, code: /\b\d{6}\b/.exec(text)?.[0] ?? '' });
};

const makeVerified = async (stem: string): Promise<Somebody> => {
  const somebody = await makeSomebody(stem);
  await verify(somebody.email);
  return somebody;
};

/** The fleet has one admin; whichever test comes first registers it. */
const makeAdmin = async (): Promise<Somebody> => {
  const registered = await http('POST', '/api/auth/register', { body: { email: adminEmail, password, name: 'Root' } }, 0);
  if (registered.status === 201) await verify(adminEmail);
  // The promotion follows the verification: a log-in before it would make a token of a plain user.
  await eventually(async () => {
    const { user } = await must('POST', '/api/auth/login', { email: adminEmail, password });
    if (user.role !== 'admin') throw new Error('not an admin yet');
  }, 10_000);
  const token = await logIn(adminEmail);
  const { data } = await http('GET', '/v1/users/me', { token }, 0).then(({ body }) => body);
  return { email: adminEmail, username: data.username, id: data.user_id, token };
};

const makeWaiting = async (): Promise<Somebody> => {
  const somebody = await makeSomebody('wait');
  const { data } = await must('POST', '/v1/auth/2fa/enable', {}, somebody.token);
  await must('POST', '/v1/auth/2fa/verify', { code: generateSync({ secret: data.secret }) }, somebody.token);
  return { ...somebody, token: await logIn(somebody.email) };
};

/** The key that the fleet signs with, as `npm start` keeps it. */
export const signingKey = async () => {
  const folder = process.env['FLEET_DATA'] ?? './.parley';
  const { JWT_PRIVATE_KEY: pem } = JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8')) as { readonly JWT_PRIVATE_KEY: string };
  return importPKCS8(pem, 'ES256', { extractable: true });
};

export const partsOf = (token: string): { readonly header: Json; readonly claims: Json } => {
  const [header, claims] = token
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return { header, claims };
};

/** A token as auth would have made it, with other claims. */
export const resigned = async (token: string, claims: object): Promise<string> => {
  const { header, claims: own } = partsOf(token);
  return new SignJWT({ ...own, ...claims }).setProtectedHeader(header).sign(await signingKey());
};

const refusedEverywhere = async ({ token }: Somebody): Promise<void> => {
  for (const gateway of [0, 1])
    await eventually(async () => {
      const { status } = await http('GET', '/v1/users/me', { token }, gateway);
      if (status !== 401) throw new Error(`the session lives on at gateway ${gateway}`);
    }, 5_000);
};

/** Makes them all, once per file. */
export const makeActors = async (): Promise<Actors> => {
  // One after the other: each costs two hashes, and a test is no load test.
  const ann = await makeSomebody('ann');
  const ben = await makeSomebody('ben');
  const cat = await makeVerified('cat');
  const una = await makeSomebody('una');
  const waiting = await makeWaiting();
  const admin = await makeAdmin();
  const suspended = await makeSomebody('susp');
  const deleted = await makeSomebody('gone');
  const revoked = await makeSomebody('out');
  const path = ({ id }: Somebody) => `/api/admin/users/${id}`;
  await must('POST', `${path(suspended)}/suspend`, { reason: 'for the matrix' }, admin.token);
  await must('DELETE', path(deleted), {}, admin.token);
  await must('POST', '/v1/auth/logout', {}, revoked.token);
  await Promise.all([suspended, deleted, revoked].map(refusedEverywhere));
  const now = Math.floor(Date.now() / 1_000);
  const expired = await resigned(ann.token, { iat: now - 7_200, exp: now - 3_600 });
  return { ann, ben, cat, una, waiting, admin, suspended, deleted, revoked, expired, garbage: 'not.a.token' };
};
