import { Injectable } from '@nestjs/common';
import { AppError } from '@parley/contracts';
import { FewAtOnce } from '@parley/runtime';
import sharp from 'sharp';
import { countScans } from './jpeg-scans.js';

/** More is a bomb, or a poster: a decoded pixel takes four bytes. */
const maxPixels = 50_000_000;
/** More is a bomb, too: libvips has no limit, and within one picture's scans nothing stops it. */
const maxScans = 100;
const thumbnailPixels = 320;
const avatarPixels = 512;

/** The formats of which thumbnails are made. */
const readable = new Set(['jpeg', 'png', 'gif', 'webp', 'heif', 'tiff']);

const avatarFormats: Readonly<Record<string, 'jpeg' | 'png' | 'gif'>> = { 'image/jpeg': 'jpeg', 'image/png': 'png', 'image/gif': 'gif' };

export interface Picture {
  readonly width: number;
  readonly height: number;
}

// What libvips would keep between two pictures counts as ours; one core decodes, the other serves.
sharp.cache(false);
sharp.concurrency(1);

const options = { limitInputPixels: maxPixels, sequentialRead: true, failOn: 'none' } as const;

/** Measures, shrinks and re-encodes pictures, one at a time: decoding is what takes memory. */
@Injectable()
export class Pictures {
  private readonly decoding = new FewAtOnce(1);

  /** By its header only; null for what is not a picture after all. @throws {AppError} FILE_TOO_LARGE for too many pixels, or the same ones too often */
  async measure(path: string): Promise<Picture | null> {
    const header = await sharp(path, { limitInputPixels: false })
      .metadata()
      .catch(() => null);
    if (header === null || !readable.has(header.format)) return null;
    const { autoOrient, pages } = header;
    if (header.width * header.height * (pages ?? 1) > maxPixels) throw new AppError('FILE_TOO_LARGE', { pixels: `at most ${maxPixels}` });
    if (header.format === 'jpeg' && (await countScans(path, maxScans)) > maxScans)
      throw new AppError('FILE_TOO_LARGE', { scans: `at most ${maxScans}` });
    return { width: autoOrient.width, height: autoOrient.height };
  }

  /** At most 320 px a side, WebP, without EXIF; false when the picture is broken. */
  async shrink(path: string, target: string): Promise<boolean> {
    const size = { width: thumbnailPixels, height: thumbnailPixels, fit: 'inside', withoutEnlargement: true } as const;
    return this.decoding.run(() =>
      sharp(path, options)
        .autoOrient()
        .resize(size)
        .webp({ quality: 80 })
        .toFile(target)
        .then(
          () => true,
          () => false,
        ),
    );
  }

  /**
   * Encodes an avatar anew, at most 512 px a side, so that nothing but its pixels is kept.
   * @throws {AppError} FILE_TYPE_NOT_ALLOWED when it is no JPEG, PNG or GIF, or broken
   */
  async encodeAvatar(path: string, mime: string, target: string): Promise<Picture & { readonly sizeBytes: number }> {
    const format = avatarFormats[mime];
    if (format === undefined) throw new AppError('FILE_TYPE_NOT_ALLOWED');
    const size = { width: avatarPixels, height: avatarPixels, fit: 'inside', withoutEnlargement: true } as const;
    return this.decoding.run(() =>
      sharp(path, { ...options, failOn: 'error', animated: format === 'gif' })
        .autoOrient()
        .resize(size)
        .toFormat(format)
        .toFile(target)
        .then(({ width, height, size: sizeBytes }) => ({ width, height, sizeBytes }))
        .catch((error: unknown) => Promise.reject(new AppError('FILE_TYPE_NOT_ALLOWED', {}, { cause: error }))),
    );
  }
}
