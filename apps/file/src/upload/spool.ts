import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileConfig } from '../file.config.js';

/** Leftovers of a process that died with uploads under way. */
const staleMs = 2 * 3_600_000;

export interface Spooled {
  readonly path: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** A folder for one upload; gone with everything in it when its work is done. */
export interface SpoolFolder {
  /** A path in the folder that nothing has yet. */
  place(): string;
  /**
   * Writes a stream to disk as it comes; at most a buffer of it is in memory.
   * @throws {AppError} FILE_TOO_LARGE after `maxBytes`, UPLOAD_INCOMPLETE when the stream breaks off, FILE_UPLOAD_FAILED when the disk does
   */
  take(stream: Readable, maxBytes: number): Promise<Spooled>;
}

/** Where uploads wait on this machine's disk until they are looked at and kept. */
@Injectable()
export class Spool implements OnModuleInit {
  private readonly root: string;

  constructor(config: FileConfig) {
    this.root = join(config.PARLEY_DATA, 'files', 'spool');
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    for (const name of await readdir(this.root)) {
      const path = join(this.root, name);
      const found = await stat(path).catch(() => null);
      if (found !== null && found.mtimeMs < Date.now() - staleMs) await rm(path, { recursive: true, force: true });
    }
  }

  async use<T>(work: (folder: SpoolFolder) => Promise<T>): Promise<T> {
    const path = await mkdtemp(join(this.root, 'upload-')).catch(failed);
    const place = (): string => join(path, randomUUID());
    try {
      return await work({ place, take: (stream, maxBytes) => take(stream, place(), maxBytes) });
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  }
}

const failed = (error: unknown): never => {
  throw new AppError('FILE_UPLOAD_FAILED', {}, { cause: error });
};

const take = async (stream: Readable, path: string, maxBytes: number): Promise<Spooled> => {
  const hash = createHash('sha256');
  const target = await open(path, 'wx').catch(failed);
  let sizeBytes = 0;
  try {
    // Whoever is refused half-way is still to be answered, so his connection stays open.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new AppError('FILE_TOO_LARGE', { size: `at most ${maxBytes} bytes` });
      hash.update(chunk);
      await target.write(chunk).catch(failed);
    }
    // What is acknowledged survives a power cut.
    await target.datasync().catch(failed);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('UPLOAD_INCOMPLETE', {}, { cause: error });
  } finally {
    await target.close();
  }
  return { path, sizeBytes, sha256: hash.digest('hex') };
};
