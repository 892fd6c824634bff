import { versionedUrl } from '../dialects/port-map.js';
import { maxTokenChars } from '../session/bearer-token.codec.js';

/** What came of a request whose head is longer than the server reads. */
export interface CutHead {
  readonly method: string;
  readonly path: string;
  /** Whether it shows a credential that is too long to be one of ours: so nobody has to read on to know that it is none. */
  readonly hasHugeToken: boolean;
}

const requestLine = /^([A-Z]{3,16}) (\S+)/;
const credentialHeader = /^(?:authorization|x-api-key|x-upload-token):[ \t]*(.*)$/gim;
const credentialParameter = /[?&](?:token|upload_token)=([^&]*)/g;
const apiVersion = /^api-version:[ \t]*(\S+)/im;

/** The head that is too long: earlier requests of a connection may be in the packet before it, and a body after it. */
const longestHead = (text: string): string =>
  text
    .split('\r\n\r\n')
    .filter((part) => requestLine.test(part))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** Reads the beginning of a request, cut anywhere; null for bytes from the middle of one, which belong to no path. */
export const readCutHead = (packet: Buffer): CutHead | null => {
  const head = longestHead(packet.toString('latin1'));
  const [, method, url] = requestLine.exec(head) ?? [];
  if (method === undefined || url === undefined) return null;
  const lines = head.slice(head.indexOf('\n') + 1);
  const credentials = [...url.matchAll(credentialParameter), ...lines.matchAll(credentialHeader)].map(([, value = '']) => value);
  const path = versionedUrl(url, apiVersion.exec(lines)?.[1]).split('?')[0] ?? '/';
  return { method, path, hasHugeToken: credentials.some(({ length }) => length > maxTokenChars) };
};
