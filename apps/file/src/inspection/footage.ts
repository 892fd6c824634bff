import { Injectable, Logger } from '@nestjs/common';
import { FewAtOnce } from '@parley/runtime';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Foreign bytes are decoded: no network, no other files, and not for long. */
const limits = { timeout: 5_000, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 } as const;
const onlyFiles = ['-v', 'error', '-protocol_whitelist', 'file'];
const thumbnailPixels = 320;

/** Reads films and sound with ffmpeg where it is installed; without it nothing is known of them (A-CB-49). */
@Injectable()
export class Footage {
  private readonly logger = new Logger(Footage.name);
  private readonly decoding = new FewAtOnce(1);
  private isAbsent = false;

  /** Whole seconds and parts of one; null when it cannot be told. */
  async measure(path: string): Promise<number | null> {
    const said = await this.ask('ffprobe', [...onlyFiles, '-show_entries', 'format=duration', '-of', 'csv=p=0', path]);
    const seconds = Number.parseFloat(said ?? '');
    return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1000) / 1000 : null;
  }

  /** A frame, at most 320 px a side, PNG; false when there is none. */
  async grab(path: string, target: string): Promise<boolean> {
    const size = `scale=${thumbnailPixels}:${thumbnailPixels}:force_original_aspect_ratio=decrease`;
    const frame = ['-frames:v', '1', '-vf', `thumbnail=10,${size}`, '-f', 'image2', '-c:v', 'png', '-y', target];
    return (await this.ask('ffmpeg', ['-nostdin', '-threads', '1', ...onlyFiles, '-i', path, '-map', '0:v:0', ...frame])) !== null;
  }

  private async ask(program: string, args: readonly string[]): Promise<string | null> {
    if (this.isAbsent) return null;
    try {
      return (await this.decoding.run(() => run(program, args, limits))).stdout;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        this.isAbsent = true;
        this.logger.warn(`${program} is not installed: films have no thumbnails`);
      }
      return null;
    }
  }
}
