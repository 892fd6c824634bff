import { gatewayUrl } from './fleet.js';

/** JSON of a stranger: asserted, never trusted. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it expects
export type Json = any;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; the text when it is none. */
  readonly body: Json;
}

export interface HttpCall {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  /** Sent as multipart/form-data, instead of `body`. */
  readonly form?: FormData;
}

/** One HTTP call to gateway `n` of the fleet. */
export const http = async (method: string, path: string, call: HttpCall, gateway: number): Promise<HttpAnswer> => {
  const { form } = call;
  const payload = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const response = await fetch(gatewayUrl(gateway) + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...call.headers,
    },
    ...(form === undefined ? {} : { body: form }),
    ...(payload === undefined ? {} : { body: payload }),
  });
  const text = await response.text();
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  } catch {
    return { status: response.status, headers: response.headers, body: text };
  }
};
