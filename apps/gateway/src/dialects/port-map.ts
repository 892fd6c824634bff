import type { Dialect } from '@parley/contracts';

/** First match wins; from the port map at the head of conflicts.md. */
const rules: readonly { readonly dialect: Dialect; readonly path: RegExp; readonly methods?: readonly string[] }[] = [
  { dialect: 'v1', path: /^\/v\d+(\/|$)/ },
  { dialect: 'reals2chat', path: /^\/api\/(friends|messages|conversations)(\/|$)/ },
  { dialect: 'umoc', path: /^\/api\/upload\/[^/]+\/?$/, methods: ['PUT', 'POST'] },
  { dialect: 'umoc', path: /^\/umoc(\/|$)/ },
  { dialect: 'connectbest', path: /^\/api(\/|$)/ },
  { dialect: 'chatrooms', path: /^\/(auth|users|chatrooms|upload|health|metrics)(\/|$)/ },
];

/** The dialect a request belongs to. Paths nobody owns answer as ConnectBest: its error body is a superset (C01). */
export const dialectOfRequest = (method: string, path: string): Dialect =>
  rules.find((rule) => rule.path.test(path) && (rule.methods === undefined || rule.methods.includes(method)))?.dialect ?? 'connectbest';

const versionable = /^\/(?!v\d+(\/|$)|api(\/|$)|ws(\/|$)|socket\.io(\/|$)|umoc(\/|$)|cdn\/|invite\/|meet\/)/;

/** Header versioning: an unprefixed path with `API-Version` is /v1 (C02). */
export const versionedUrl = (url: string, apiVersion: string | undefined): string =>
  apiVersion !== undefined && versionable.test(url) ? `/v1${url}` : url;

/** A path that no decoder takes (`/%zz`) is an unknown path, to be answered by its dialect like any other. */
export const decodableUrl = (url: string): string => {
  try {
    decodeURIComponent(url.split('?')[0] ?? '');
    return url;
  } catch {
    return url.replaceAll('%', '%25');
  }
};

/** What an escape does not change: letters, digits and `-._~` (RFC 3986, 2.3). */
const needlessEscape = /%(2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/gi;

/**
 * A decodable target as all of its spellings are routed: with no authority, no fragment and no needless escape. Limits and
 * dialects go by the path, and would be passed by `/v1/auth/%6cogin` otherwise.
 */
export const plainUrl = (url: string): string => {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const path = target.split('?')[0] ?? '';
  return (path.replace(needlessEscape, decodeURIComponent) || '/') + target.slice(path.length);
};
