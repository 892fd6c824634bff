import { createHash } from 'node:crypto';
import { http, uniqueName } from '@parley/testing';
import sharp from 'sharp';
import { fetchFile, sendForm } from '../files/uploads.harness.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A photograph that nobody else has, and that names the camera it was taken with. */
const photograph = (camera: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 }, background: '#36c' } })
    .withExif({ IFD0: { Make: camera } })
    .jpeg()
    .toBuffer();

export interface Pictures {
  /** What tells of them: names, what is written inside, digests of the bytes as they are stored. */
  readonly traces: Readonly<Record<string, string>>;
  /** Where they are, or were. */
  readonly urls: readonly string[];
}

/** Uploads an avatar, replaced once, and a picture that is never sent, thumbnail and all. */
export const uploadPictures = async (token: string): Promise<Pictures> => {
  const traces: Record<string, string> = { camera: uniqueName('Camera') };
  const send = async (path: string, name: string, field: string): Promise<string> => {
    const fileName = (traces[`name of ${name}`] = `${uniqueName('snap')}.jpg`);
    const sample = { name: fileName, type: 'image/jpeg', bytes: await photograph(traces['camera'] ?? '') };
    const { status, body } = await sendForm(path, { token }, [[field, sample]], 0);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    const [file] = body.attachments ?? [];
    const urls = [body.avatarUrl ?? file.url, ...(file === undefined ? [] : [file.thumbnailUrl])] as string[];
    for (const [n, url] of urls.entries()) traces[`bytes ${n} of ${name}`] = sha256((await fetchFile(url, {})).bytes);
    return urls.join(' ');
  };
  const sent = [
    await send('/api/users/avatar', 'the first avatar', 'file'),
    await send('/api/users/avatar', 'the avatar', 'file'),
    await send('/api/upload', 'a draft', 'files'),
  ];
  const { body } = await http('GET', '/api/auth/me', { token }, 0);
  if (!sent.includes(body.user.image as string)) throw new Error('the avatar is not shown');
  return { traces, urls: sent.flatMap((urls) => urls.split(' ')) };
};
