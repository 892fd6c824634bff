import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { FileHarness, newOrigin } from './file.harness.js';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const when = hasFfmpeg ? it : it.skip;

describe(`films and sound${hasFfmpeg ? '' : ' (skipped: ffmpeg is not installed here)'}`, () => {
  let harness: FileHarness;
  let folder: string;

  beforeAll(async () => {
    [harness, folder] = await Promise.all([FileHarness.start({}), mkdtemp(join(tmpdir(), 'parley-film-'))]);
  });
  afterAll(async () => {
    await harness.close();
    await rm(folder, { recursive: true, force: true });
  });

  const made = async (name: string, ...source: readonly string[]): Promise<Buffer> => {
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', ...source, '-y', join(folder, name)]);
    return readFile(join(folder, name));
  };

  when('are measured, and a film shows a frame of at most 320 px', async () => {
    const bytes = await made('film.mp4', 'testsrc=duration=2:size=640x360:rate=10', '-pix_fmt', 'yuv420p');
    const film = await harness.upload(newOrigin(), { name: 'film.mp4', mime: 'video/mp4', bytes }, null);
    expect(film).toMatchObject({ kind: 'video', mime: 'video/mp4', durationSeconds: expect.closeTo(2, 0), thumbnailUrl: expect.any(String) });
    const frame = sharp(await harness.read(film.thumbnailUrl ?? ''));
    expect(await frame.metadata()).toMatchObject({ format: 'webp', width: 320, height: 180 });
    expect((await frame.stats()).isOpaque).toBe(true);
    const sound = await made('sound.ogg', 'sine=frequency=440:duration=1');
    expect(await harness.upload(newOrigin(), { name: 'sound.ogg', mime: 'audio/ogg', bytes: sound }, null)).toMatchObject({
      ...{ kind: 'audio', durationSeconds: expect.closeTo(1, 0), thumbnailUrl: null },
    });
  });

  when('that are broken are kept as they are', async () => {
    const whole = await made('whole.mp4', 'testsrc=duration=1:size=64x64:rate=5', '-pix_fmt', 'yuv420p');
    const broken = await harness.upload(newOrigin(), { name: 'broken.mp4', mime: 'video/mp4', bytes: whole.subarray(0, 400) }, null);
    expect(broken).toMatchObject({ kind: 'video', durationSeconds: null, thumbnailUrl: null });
  });
});
