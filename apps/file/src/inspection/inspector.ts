import { Injectable } from '@nestjs/common';
import { AppError, type file } from '@parley/contracts';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Scanner } from '../scan/scanner.port.js';
import { decideMime, kindOfMime } from './content-type.policy.js';
import { evidenceIn } from './evidence.js';
import { Footage } from './footage.js';
import { Pictures, type Picture } from './pictures.js';

/** A file on this machine's disk. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** All that is to be known of a file, and where its bytes and those of its thumbnail are. */
export interface InspectedFile extends FoundFile {
  readonly mime: string;
  readonly kind: file.FileKind;
  readonly picture: Picture | null;
  readonly durationSeconds: number | null;
  readonly thumbnailPath: string | null;
}

export interface Expectation {
  readonly purpose: file.FilePurpose;
  readonly name: string;
  readonly claimedMime: string | null;
}

/** Gives paths to write to. */
export interface Workbench {
  place(): string;
}

/** Looks at bytes before they are kept: what they are, whether they are safe, how they look. */
@Injectable()
export class Inspector {
  constructor(
    private readonly scanner: Scanner,
    private readonly pictures: Pictures,
    private readonly footage: Footage,
  ) {}

  /** @throws {AppError} FILE_TYPE_NOT_ALLOWED, FILE_TOO_LARGE for too many pixels, FILE_INFECTED, SERVICE_UNAVAILABLE without a scanner */
  async inspect({ purpose, name, claimedMime }: Expectation, found: FoundFile, bench: Workbench): Promise<InspectedFile> {
    const mime = decideMime(await evidenceIn(found.path), { name, mime: claimedMime });
    const kind = kindOfMime(mime);
    const picture = kind === 'image' ? await this.pictures.measure(found.path) : null;
    if ((await this.scanner.scan(found.path)) !== null) throw new AppError('FILE_INFECTED');
    if (purpose === 'avatar') return this.avatar(found, mime, bench);
    const thumbnailPath = await this.thumbnail(found.path, kind, picture, bench);
    const isPlayed = kind === 'video' || kind === 'audio';
    return { ...found, mime, kind, picture, durationSeconds: isPlayed ? await this.footage.measure(found.path) : null, thumbnailPath };
  }

  private async avatar(found: FoundFile, mime: string, bench: Workbench): Promise<InspectedFile> {
    const path = bench.place();
    const { sizeBytes, ...picture } = await this.pictures.encodeAvatar(found.path, mime, path);
    return { path, sizeBytes, sha256: await sha256Of(path), mime, kind: 'image', picture, durationSeconds: null, thumbnailPath: null };
  }

  private async thumbnail(path: string, kind: file.FileKind, picture: Picture | null, bench: Workbench): Promise<string | null> {
    const target = bench.place();
    if (kind === 'image') return picture !== null && (await this.pictures.shrink(path, target)) ? target : null;
    if (kind !== 'video') return null;
    const frame = bench.place();
    return (await this.footage.grab(path, frame)) && (await this.pictures.shrink(frame, target)) ? target : null;
  }
}

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};
