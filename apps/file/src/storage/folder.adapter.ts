import { AppError } from '@parley/contracts';
import { copyFile, mkdir, open, opendir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { keyShape, ObjectStore, type ByteRange, type KeptObject, type LocalFile } from './store.port.js';

const unavailable = (cause: unknown): AppError => new AppError('SERVICE_UNAVAILABLE', {}, { cause });

const isCode = (error: unknown, ...codes: readonly string[]): boolean => codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** Read at a time: a quarter of the system calls of the default, and still little for each of many readers. */
const readBytes = 256 * 1024;

/** The embedded default: a folder, one file per key. */
export class FolderStore extends ObjectStore {
  constructor(private readonly root: string) {
    super();
  }

  async put(key: string, { path }: LocalFile): Promise<void> {
    const place = this.placeOf(key);
    try {
      await mkdir(dirname(place), { recursive: true });
      await rename(path, place).catch((error: unknown) => this.copyOver(path, place, error));
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** Its length is not asked for: who knows the key knows the size. */
  async read(key: string, range: ByteRange | null): Promise<Readable | null> {
    try {
      const file = await open(this.placeOf(key));
      return file.createReadStream({ highWaterMark: readBytes, ...(range === null ? {} : { start: range.first, end: range.last }) });
    } catch (error) {
      if (isCode(error, 'ENOENT')) return null;
      throw unavailable(error);
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    try {
      for (const key of keys) await rm(this.placeOf(key), { force: true });
    } catch (error) {
      throw unavailable(error);
    }
  }

  async *list(): AsyncIterable<KeptObject> {
    try {
      await mkdir(this.root, { recursive: true });
      for await (const entry of await opendir(this.root, { recursive: true })) {
        const path = join(entry.parentPath, entry.name);
        const key = relative(this.root, path);
        if (!entry.isFile() || !keyShape.test(key)) continue;
        const found = await stat(path).catch(() => null);
        if (found !== null) yield { key, changedAt: found.mtime };
      }
    } catch (error) {
      throw unavailable(error);
    }
  }

  /** A folder that can be read may still be full or read-only. */
  async check(): Promise<void> {
    const probe = join(this.root, `.probe-${process.pid}`);
    try {
      await mkdir(this.root, { recursive: true });
      await writeFile(probe, 'parley');
      await rm(probe, { force: true });
    } catch (error) {
      throw unavailable(error);
    }
  }

  async presign(): Promise<null> {
    return null;
  }

  private placeOf(key: string): string {
    if (!keyShape.test(key)) throw new Error(`${JSON.stringify(key)} is no key`);
    return join(this.root, key);
  }

  /** From another disk a file cannot be moved; a half copy is never under the key. */
  private async copyOver(path: string, place: string, error: unknown): Promise<void> {
    if (!isCode(error, 'EXDEV')) throw error;
    await copyFile(path, `${place}.part`);
    await rename(`${place}.part`, place);
    await rm(path, { force: true });
  }
}
