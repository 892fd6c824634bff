import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../cli/problem.mjs';

/** Secrets made once and kept in `<data>/secrets.json`, readable by its owner only. */
export class Secrets {
  /** @param {string} dataDir */
  constructor(dataDir) {
    this.file = path.join(dataDir, 'secrets.json');
    this.kept = this.#read();
  }

  /**
   * @param {string} name
   * @param {() => string} make
   * @returns {string}
   */
  get(name, make) {
    if (!this.kept[name]) {
      this.kept[name] = make();
      writeFileSync(`${this.file}.new`, `${JSON.stringify(this.kept, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${this.file}.new`, this.file);
    }
    return this.kept[name];
  }

  /** @returns {Record<string, string>} */
  #read() {
    if (!existsSync(this.file)) return {};
    const text = readFileSync(this.file, 'utf8');
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new Problem(`${this.file} is not JSON; restore it, or delete its folder (and the data in it) to begin anew.`, { cause: error });
    }
  }
}

/** @returns {string} safe in a URL */
export const makePassword = () => randomBytes(24).toString('base64url');

/** @returns {string} 32 bytes, base64 */
export const makeServerKey = () => randomBytes(32).toString('base64');

/** @returns {string} ES256 key, PKCS8 PEM */
export const makeJwtPrivateKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
