import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { libraryPath } from '../infra/programs.mjs';

/** Libraries that Debian keeps in folders of their own, where only an installed system looks. */
const ownFolders = ['pulseaudio', 'blas', 'lapack'];

/**
 * ffmpeg, for thumbnails of films. It is put on the PATH by scripts that say where its libraries are: no other program of the
 * tests is to find those.
 * @type {import('./file-servers.mjs').Part}
 */
export const films = {
  subject: 'films',
  programs: ['ffmpeg', 'ffprobe'],
  packages: ['ffmpeg'],
  start: async (programs, { dataDir, vendorDir, env }) => {
    const folder = path.join(dataDir, 'ffmpeg');
    mkdirSync(folder, { recursive: true });
    for (const program of programs) {
      const { LD_LIBRARY_PATH: found } = libraryPath(program, vendorDir);
      const dirs = found?.split(path.delimiter).flatMap((dir) => [dir, ...ownFolders.map((own) => path.join(dir, own))]);
      const libraries = dirs === undefined ? '' : `LD_LIBRARY_PATH='${dirs.join(path.delimiter)}' `;
      writeFileSync(path.join(folder, path.basename(program)), `#!/bin/sh\n${libraries}exec '${program}' "$@"\n`, { mode: 0o755 });
    }
    return { PATH: [folder, env.PATH].filter(Boolean).join(path.delimiter) };
  },
};
