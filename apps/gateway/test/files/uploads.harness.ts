import { expect } from '@jest/globals';
import { gatewayUrl, http, uniqueName, type Json } from '@parley/testing';

/** A file as a client holds it. */
export interface Sample {
  readonly name: string;
  /** What the client says it is. */
  readonly type: string;
  readonly bytes: Buffer;
}

export interface Person {
  /** UUID. */
  readonly id: string;
  readonly username: string;
  readonly token: string;
  /** Of the token, for UMOC (C13). */
  readonly sessionId: string;
}

/** Somebody whose token opens every dialect (C12). */
export const register = async (stem: string): Promise<Person> => {
  const username = uniqueName(stem);
  const body = { username, email: `${username}@example.com`, password: 'correct horse', display_name: stem };
  const answer = await http('POST', '/auth/register', { body }, 0);
  expect(answer.status).toBe(201);
  const { user, access_token: token } = answer.body.data;
  const claims = JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as { readonly sid: string };
  return { id: user.id, username, token, sessionId: claims.sid };
};

/** The direct conversation of two people: its UUID. */
export const openDirect = async (one: Person, other: Person): Promise<string> => {
  const { status, body } = await http('POST', '/api/dms', { token: one.token, body: { userId: other.id } }, 0);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.dm.id as string;
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  } catch {
    return { status: response.status, headers: response.headers, body: text };
  }
};

/** Fields in their order; a file keeps its name and claimed type. */
export type Fields = readonly (readonly [name: string, value: string | Sample])[];

/** Sends a multipart form, as a browser does. */
export const sendForm = async (path: string, { token }: Pick<Person, 'token'>, fields: Fields, gateway: number): Promise<Answer> => {
  const form = new FormData();
  for (const [field, value] of fields) {
    if (typeof value === 'string') form.append(field, value);
    else form.append(field, new Blob([new Uint8Array(value.bytes)], { type: value.type }), value.name);
  }
  return answerOf(await fetch(gatewayUrl(gateway) + path, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form }));
};

/** Sends bytes as they are. */
export const sendBytes = async (
  method: 'PUT' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
  gateway: number,
): Promise<Answer> => answerOf(await fetch(gatewayUrl(gateway) + path, { method, headers, body: new Uint8Array(bytes) }));

export interface Fetched {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Fetches a file by its address, following a redirect to the store. */
export const fetchFile = async (url: string, headers: Readonly<Record<string, string>>): Promise<Fetched> => {
  const response = await fetch(url, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

/** The name a download is saved under (RFC 6266). */
export const savedName = (headers: Headers): string => {
  const disposition = headers.get('content-disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return extended === undefined ? (/filename="([^"]*)"/.exec(disposition)?.[1] ?? '') : decodeURIComponent(extended);
};
