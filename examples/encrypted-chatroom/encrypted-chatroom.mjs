import { decryptText, encryptText, makeRoomKey, unwrap, wrapFor } from './room-crypto.mjs';

/** One member's view of an encrypted chatroom: keeps the keys he was given, shares and renews them. */
export class EncryptedChatroom {
  /** @type {Map<number, CryptoKey>} */
  #keys = new Map();
  #currentVersion = 0;

  /**
   * @param {(method: string, path: string, body?: object) => Promise<any>} api calls the chatrooms dialect and answers `data`
   * @param {string} chatroomId
   * @param {CryptoKey} privateKey
   */
  constructor(api, chatroomId, privateKey) {
    this.api = api;
    this.chatroomId = chatroomId;
    this.privateKey = privateKey;
  }

  /** Learns the keys there are; makes a new version where somebody who left could read on, and shares it with who came. */
  async refresh() {
    const { keys, current_version, rotation_needed, missing_user_ids } = await this.api('GET', this.#path('keys'));
    for (const { key_version, wrapped_key } of keys) this.#keys.set(key_version, await unwrap(wrapped_key, this.privateKey));
    this.#currentVersion = current_version ?? 0;
    if (current_version === null || rotation_needed) return this.rotate();
    const key = this.#keys.get(current_version);
    if (key !== undefined && missing_user_ids.length > 0) await this.#share(current_version, key, new Set(missing_user_ids));
  }

  /** A new key for all who are members now. Of two who rotate at once one is told 409, and takes the other's key. */
  async rotate() {
    const [version, key] = [this.#currentVersion + 1, await makeRoomKey()];
    if (!(await this.#share(version, key, null))) return this.refresh();
    this.#keys.set(version, key);
    this.#currentVersion = version;
  }

  /** The `content` of a message. @param {string} text */
  async encrypt(text) {
    const key = this.#keys.get(this.#currentVersion);
    if (key === undefined) throw new Error('no key of this chatroom: refresh first');
    return encryptText(key, { chatroomId: this.chatroomId, keyVersion: this.#currentVersion, text });
  }

  /**
   * The text of a message; version 0 was never encrypted.
   * @param {{ encrypted_data: string, iv: string, key_version: number }} content
   */
  async decrypt(content) {
    if (content.key_version === 0) return new TextDecoder().decode(Uint8Array.from(atob(content.encrypted_data), (c) => c.charCodeAt(0)));
    if (!this.#keys.has(content.key_version)) await this.refresh();
    const key = this.#keys.get(content.key_version);
    if (key === undefined) throw new Error(`no key of version ${content.key_version}`);
    return decryptText(key, this.chatroomId, content);
  }

  /**
   * Whether the version is ours; false when another member has made it meanwhile.
   * @param {number} version
   * @param {CryptoKey} key
   * @param {Set<string> | null} only null: all members
   */
  async #share(version, key, only) {
    const { public_keys } = await this.api('GET', this.#path('public-keys'));
    // Who has published no key cannot be given one: he reads nothing until he has.
    const wanted = public_keys.filter(({ user_id, public_key }) => public_key !== null && (only === null || only.has(user_id)));
    if (wanted.length === 0) return true;
    const keys = await Promise.all(wanted.map(async ({ user_id, public_key }) => ({ user_id, wrapped_key: await wrapFor(key, public_key) })));
    try {
      await this.api('PUT', this.#path('keys'), { key_version: version, keys });
      return true;
    } catch (error) {
      if (error.status === 409) return false;
      throw error;
    }
  }

  /** @param {string} rest */
  #path(rest) {
    return `/chatrooms/${this.chatroomId}/${rest}`;
  }
}
