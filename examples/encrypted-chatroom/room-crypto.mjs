// End-to-end encryption of chatrooms with nothing but WebCrypto: it runs in browsers and in Node alike.
// Everybody has an RSA-OAEP pair; a room has an AES-GCM key per version, wrapped for each member with his public key.

const { subtle } = globalThis.crypto;

const rsa = { name: 'RSA-OAEP', hash: 'SHA-256' };
const aes = { name: 'AES-GCM', length: 256 };
const ivBytes = 12;

/** @param {ArrayBuffer | Uint8Array} bytes */
export const toBase64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));

/** @param {string} text */
const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** A pair whose private half never leaves this client; `publicKey` is base64 DER, as `PUT /users/me` takes it. */
export const makeIdentity = async () => {
  const pair = await subtle.generateKey({ ...rsa, modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]) }, false, ['encrypt', 'decrypt']);
  return { privateKey: pair.privateKey, publicKey: toBase64(await subtle.exportKey('spki', pair.publicKey)) };
};

export const makeRoomKey = () => subtle.generateKey(aes, true, ['encrypt', 'decrypt']);

/**
 * @param {CryptoKey} roomKey
 * @param {string} publicKey of the member it is for: base64 DER, or PEM
 */
export const wrapFor = async (roomKey, publicKey) => {
  const der = fromBase64(publicKey.replace(/-----[^-]+-----|\s/g, ''));
  const recipient = await subtle.importKey('spki', der, rsa, false, ['encrypt']);
  return toBase64(await subtle.encrypt(rsa, recipient, await subtle.exportKey('raw', roomKey)));
};

/**
 * @param {string} wrappedKey
 * @param {CryptoKey} privateKey
 */
export const unwrap = async (wrappedKey, privateKey) =>
  subtle.importKey('raw', await subtle.decrypt(rsa, privateKey, fromBase64(wrappedKey)), aes, true, ['encrypt', 'decrypt']);

/**
 * A message belongs to its room and its version: moved elsewhere it does not open.
 * @param {string} chatroomId
 * @param {number} keyVersion
 */
const bound = (chatroomId, keyVersion) => new TextEncoder().encode(`${chatroomId}:${keyVersion}`);

/**
 * The `content` of `send_message`.
 * @param {CryptoKey} roomKey
 * @param {{ chatroomId: string, keyVersion: number, text: string }} message
 */
export const encryptText = async (roomKey, { chatroomId, keyVersion, text }) => {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const parameters = { name: 'AES-GCM', iv, additionalData: bound(chatroomId, keyVersion) };
  const encrypted = await subtle.encrypt(parameters, roomKey, new TextEncoder().encode(text));
  return { encrypted_data: toBase64(encrypted), iv: toBase64(iv), key_version: keyVersion };
};

/**
 * @param {CryptoKey} roomKey
 * @param {string} chatroomId
 * @param {{ encrypted_data: string, iv: string, key_version: number }} content
 * @returns {Promise<string>} rejects where the key is another, or somebody has changed the message
 */
export const decryptText = async (roomKey, chatroomId, { encrypted_data, iv, key_version }) => {
  const parameters = { name: 'AES-GCM', iv: fromBase64(iv), additionalData: bound(chatroomId, key_version) };
  return new TextDecoder().decode(await subtle.decrypt(parameters, roomKey, fromBase64(encrypted_data)));
};
