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
/** Of an animation as it is kept, all its frames together: choosing their colours takes a hundred times as long as reading them. */
const animationPixels = 4_000_000;
/** A longer animation stands still: each frame costs, however small it is. */
const maxFrames = 500;
/** Of 1 to 10: the default takes twice as long and saves no byte worth it. */
const gifEffort = 3;

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

/** How large an avatar becomes: the smaller, the more frames there are to draw. */
const drawingOf = async (path: string): Promise<{ readonly isAnimated: boolean; readonly side: number }> => {
  const { pages: frames = 1 } = await sharp(path, options).metadata();
  if (frames > maxFrames) return { isAnimated: false, side: avatarPixels };
  return { isAnimated: frames > 1, side: Math.min(avatarPixels, Math.floor(Math.sqrt(animationPixels / frames))) };
};

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
   * Encodes an avatar anew, at most 512 px a side, so that nothing but its pixels is kept; a long animation smaller, the longest as a
   * still.
   * @throws {AppError} FILE_TYPE_NOT_ALLOWED when it is no JPEG, PNG or GIF, or broken
   */
  async encodeAvatar(path: string, mime: string, target: string): Promise<Picture & { readonly sizeBytes: number }> {
    const format = avatarFormats[mime];
    if (format === undefined) throw new AppError('FILE_TYPE_NOT_ALLOWED');
    return this.decoding.run(() =>
      this.draw(path, format, target).catch((error: unknown) => Promise.reject(new AppError('FILE_TYPE_NOT_ALLOWED', {}, { cause: error }))),
    );
  }

  private async draw(path: string, format: 'jpeg' | 'png' | 'gif', target: string): Promise<Picture & { readonly sizeBytes: number }> {
    const { isAnimated, side } = await drawingOf(path);
    const drawn = await sharp(path, { ...options, failOn: 'error', animated: isAnimated })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toFormat(format, format === 'gif' ? { effort: gifEffort } : {})
      .toFile(target);
    // Of an animation `height` is that of all frames, one below the other.
    return { width: drawn.width, height: drawn.pageHeight ?? drawn.height, sizeBytes: drawn.size };
  }
}
