import { fileTypeFromFile } from 'file-type';
import { open } from 'node:fs/promises';
import type { Evidence } from './content-type.policy.js';

/** Enough to tell text from bytes, and a page from a text. */
const headBytes = 4_096;

const headOf = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** Null when it is not UTF-8; a character cut at the end is forgiven. */
const textOf = (head: Buffer): string | null => {
  if (head.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
};

/** Looks at the bytes of a file. */
export const evidenceIn = async (path: string): Promise<Evidence> => {
  const type = await fileTypeFromFile(path).catch(() => undefined);
  // XML has a signature, but what it holds is told by its text.
  if (type !== undefined && type.mime !== 'application/xml') return { is: 'known', mime: type.mime };
  const head = await headOf(path);
  const text = head.length === 0 ? null : textOf(head);
  return text === null ? { is: 'unknown' } : { is: 'text', text };
};
