import type { Readable } from 'node:stream';

/** Inclusive, as in a Range header. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** A file on this machine whose bytes are to be kept. */
export interface LocalFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mime: string;
}

export interface KeptObject {
  readonly key: string;
  readonly changedAt: Date;
}

/** What a client that is sent to the store sees there. */
export interface Presentation {
  readonly mime: string;
  /** A Content-Disposition. */
  readonly disposition: string;
}

/**
 * Where bytes live, by key. A store that is away, full or mute answers within 4 s.
 * Keys are made by us: lower-case letters, digits, hyphens and slashes.
 * @throws {AppError} SERVICE_UNAVAILABLE from every method
 */
export abstract class ObjectStore {
  /** Keeps a file's bytes, whole or not at all, over what was there. The file may be gone afterwards. */
  abstract put(key: string, file: LocalFile): Promise<void>;
  /** The bytes, or those of a range within them; null when there are none under that key. */
  abstract read(key: string, range: ByteRange | null): Promise<Readable | null>;
  /** What is not there is removed already. */
  abstract remove(keys: readonly string[]): Promise<void>;
  /** Everything there is, in no promised order. */
  abstract list(): AsyncIterable<KeptObject>;
  /** Resolves when bytes can be kept. */
  abstract check(): Promise<void>;
  /** An address where a client may get the bytes itself; null when clients cannot reach the store. */
  abstract presign(key: string, presentation: Presentation, seconds: number): Promise<string | null>;
}

export const keyShape = /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/;
