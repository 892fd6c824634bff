import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether an image says which one it is: a digest, or a tag that names a version to its last part or a build of ours.
 * `latest`, `16` and `24-slim` move.
 * @param {string} image
 */
export function isPinned(image) {
  const [name, digest] = image.split('@');
  if (digest) return /^sha256:[0-9a-f]{64}$/.test(digest);
  const tag = /:([^/:]+)$/.exec(name)?.[1] ?? '';
  if (/^RELEASE\.\d{4}-\d{2}-\d{2}T/.test(tag)) return true;
  const version = /^v?(\d+(?:\.\d+)*)(?:-[a-z0-9.-]+)?$/.exec(tag)?.[1] ?? '';
  return version.split('.').length >= versionParts(name);
}

/** PostgreSQL's versions have two parts, everybody else's three. */
const versionParts = (name) => (/(^|\/)postgres:/.test(name) ? 2 : 3);

/**
 * The stages of the Dockerfile.
 * @param {string} root
 * @returns {{ text: string, images: string[], stages: string[], last: string[], environment: Record<string, string> }}
 * `images`: what stages start from outside; `last`: instructions of the stage that is shipped
 */
export function readDockerfile(root) {
  const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  const instructions = text
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
  const froms = instructions.filter((line) => line.startsWith('FROM '));
  const stages = froms.map((line) => / AS (\S+)$/.exec(line)?.[1] ?? '');
  const images = froms.map((line) => line.split(' ')[1]).filter((image) => !stages.includes(image));
  const last = instructions.slice(instructions.lastIndexOf(froms.at(-1)));
  const settings = last.filter((line) => line.startsWith('ENV ')).flatMap((line) => line.slice(4).split(' '));
  return { text, images, stages, last, environment: Object.fromEntries(settings.map((setting) => setting.split('='))) };
}
