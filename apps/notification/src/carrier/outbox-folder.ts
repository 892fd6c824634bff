import type { UserId } from '@parley/contracts';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter } from './carrier.port.js';

/** `$PARLEY_DATA/outbox/`: one JSON file per letter that no provider was there to take (A-00-12). */
export class OutboxFolder {
  private readonly path: string;

  constructor(dataFolder: string) {
    this.path = join(dataFolder, 'outbox');
  }

  /** Writes a file whole, over an older one of its name. */
  async put(name: string, item: object): Promise<void> {
    const file = join(this.path, name);
    await mkdir(this.path, { recursive: true });
    // A reader never sees half a file.
    await writeFile(`${file}.part`, JSON.stringify(item, null, 2), { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  /**
   * Takes out what went to somebody: to these addresses, in any case, or to their devices. A provider would have handed it
   * over and kept nothing; what went to others is in their mailboxes, whomever it names. Reads every letter there is: this
   * is a folder, not a post office.
   */
  async forget(userId: UserId, addresses: readonly string[]): Promise<void> {
    const readers = new Set([userId, ...addresses.map((address) => address.toLowerCase())]);
    for (const name of await readdir(this.path).catch(() => [])) {
      const file = join(this.path, name);
      const letter = await readFile(file, 'utf8').then(letterOf, () => null);
      if (letter !== null && (readers.has(letter.to.toLowerCase()) || readers.has(letter.ownerId ?? ''))) await rm(file, { force: true });
    }
  }
}

/** Null for what is no letter, or is being written just now. */
const letterOf = (text: string): Pick<Letter, 'to' | 'ownerId'> | null => {
  try {
    const letter = JSON.parse(text) as Partial<Letter>;
    return typeof letter.to === 'string' ? (letter as Letter) : null;
  } catch {
    return null;
  }
};
