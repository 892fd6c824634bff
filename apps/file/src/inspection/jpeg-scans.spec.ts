import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countScans } from './jpeg-scans.js';

const soi = [0xff, 0xd8];
const eoi = [0xff, 0xd9];
const segment = (marker: number, bytes: readonly number[]) => [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes];
const scan = [...segment(0xda, [1, 2, 3]), 7, 0xff, 0x00, 0xff, 0xd0, 8];

describe('countScans', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'scans-'))));
  afterAll(() => rm(folder, { recursive: true }));

  const count = async (bytes: readonly number[], most = 100) => {
    const path = join(folder, 'a.jpg');
    await writeFile(path, Buffer.from(bytes));
    return countScans(path, most);
  };

  it.each([
    ['none', soi, 0],
    ['one', [...soi, ...segment(0xe1, []), ...scan, ...eoi], 1],
    ['each', [...soi, ...scan, ...segment(0xc4, [9]), ...scan, ...scan, ...eoi], 3],
    ['not those of a picture within a segment', [...soi, ...segment(0xe1, [...soi, ...scan, ...scan, ...eoi]), ...scan, ...eoi], 1],
    ['not what follows the end', [...soi, ...scan, ...eoi, ...scan, ...scan], 1],
    ['those behind filling, and behind what a decoder passes over', [...soi, ...scan, 0xff, 0xff, ...scan.slice(1), 0xff, 0x02, ...scan, ...eoi], 3],
    ['across the pieces that a file is read in', [...soi, ...segment(0xe1, Array(65_525).fill(0) as number[]), ...scan, ...scan, ...eoi], 2],
  ])('counts %s', async (_, bytes, scans) => {
    expect(await count(bytes)).toBe(scans);
  });

  it('counts no further than it has to', async () => {
    expect(await count([...soi, ...Array.from({ length: 9 }, () => scan).flat()], 3)).toBe(4);
  });
});
