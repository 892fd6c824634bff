import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { Pictures } from './pictures.js';

/** Frames of one colour each, no two neighbours alike. */
const animation = (frames: number, side: number): Promise<Buffer> => {
  const pixels = Buffer.concat(Array.from({ length: frames }, (_, n) => Buffer.alloc(side * side * 3, n % 2 === 0 ? 40 : 200)));
  return sharp(pixels, { raw: { width: side, height: side * frames, channels: 3, pageHeight: side } })
    .gif({ effort: 1 })
    .toBuffer();
};

describe('encodeAvatar', () => {
  const pictures = new Pictures();
  let folder: string;

  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'pictures-'))));
  afterAll(() => rm(folder, { recursive: true }));

  const encode = async (bytes: Buffer) => {
    const [given, kept] = [join(folder, 'given'), join(folder, 'kept')];
    await writeFile(given, bytes);
    const told = await pictures.encodeAvatar(given, 'image/gif', kept);
    const { pages, width, height } = await sharp(kept).metadata();
    expect(told).toMatchObject({ width, height });
    return [pages, width, height];
  };

  it.each([
    ['keeps a short animation as large as it is', 20, 100, [20, 100, 100]],
    ['draws a longer one smaller, so that it has four million pixels', 250, 140, [250, 126, 126]],
    ['shows the first of more than five hundred frames', 501, 8, [1, 8, 8]],
  ])('%s', async (_, frames, side, wanted) => {
    expect(await encode(await animation(frames, side))).toEqual(wanted);
  });
});
