import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import { fleetFolder, fleetServers, query } from './servers.harness.js';

/** Something that was written somewhere. */
export interface Evidence {
  readonly where: string;
  readonly text: string;
}

/** The servers' own files, which are asked what they hold; and the fleet's keys. */
const notOurs = ['postgres', 'nats', 'redis', 'vendor', 'lock', 'secrets.json'];

/** Every file the fleet's services write and keep, as text; the outbox, where letters wait without a provider, too. */
export const keptFiles = async (): Promise<readonly Evidence[]> => {
  const folders = (await readdir(fleetFolder())).filter((name) => !notOurs.includes(name));
  return (await Promise.all(folders.map(filesIn))).flat();
};

/** The path of every file below a folder of the fleet's. */
export const pathsIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(join(fleetFolder(), folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** Every file below a folder of the fleet's, as text. */
export const filesIn = async (folder: string): Promise<readonly Evidence[]> =>
  Promise.all(
    (await pathsIn(folder)).map(async (file) => ({
      where: file.slice(fleetFolder().length + 1),
      text: await readFile(file, 'latin1').then(fromLatin1),
    })),
  );

/** Bytes as UTF-8; what is none stays recognisable. */
const fromLatin1 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** Every row of every table of every service, `bytea` as hexadecimal digits. */
export const rowsOfAllSchemas = async (): Promise<readonly Evidence[]> => {
  const tables = await query<{ readonly name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const rows = async ({ name }: { readonly name: string }): Promise<Evidence> => {
    const [row] = await query<{ readonly text: string | null }>(`SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`);
    return { where: name.replaceAll('"', ''), text: row?.text ?? '' };
  };
  return Promise.all(tables.map(rows));
};

/** Every message of every JetStream stream, with its subject. */
export const streamedMessages = async (): Promise<readonly Evidence[]> => {
  const connection = await connect({ servers: (await fleetServers()).natsUrl });
  try {
    const manager = await jetstreamManager(connection);
    const found: Evidence[] = [];
    for await (const { config, state } of manager.streams.list()) {
      for (let seq = state.first_seq; seq <= state.last_seq && state.messages > 0; seq++) {
        const message = await manager.streams.getMessage(config.name, { seq }).catch(() => null);
        if (message !== null) found.push({ where: `stream ${message.subject}`, text: `${message.subject} ${message.string()}` });
      }
    }
    return found;
  } finally {
    await connection.close();
  }
};

const valueOf = async (redis: Redis, key: string): Promise<unknown> => {
  const type = await redis.type(key);
  if (type === 'hash') return redis.hgetall(key);
  if (type === 'set') return redis.smembers(key);
  if (type === 'zset') return redis.zrange(key, '0', '-1');
  return type === 'list' ? redis.lrange(key, 0, -1) : redis.get(key);
};

/** Every key of Redis with its value. */
export const redisEntries = async (): Promise<readonly Evidence[]> => {
  const redis = new Redis((await fleetServers()).redisUrl);
  try {
    const keys = await redis.keys('*');
    return await Promise.all(keys.map(async (key) => ({ where: `redis ${key}`, text: `${key} ${JSON.stringify(await valueOf(redis, key))}` })));
  } finally {
    redis.disconnect();
  }
};

/** A word is looked for as it is, and as encodings would show it; six digits only where they stand alone. */
const shapesOf = (word: string): readonly RegExp[] => {
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (/^\d{6,8}$/.test(word)) return [new RegExp(`(?<![\\d.])${word}(?!\\d)`)];
  const bytes = Buffer.from(word, 'utf8');
  const encoded = [word, encodeURIComponent(word), bytes.toString('hex'), ...[0, 1, 2].map((shift) => base64Core(bytes, shift))];
  return [...new Set(encoded)].filter((text) => text.length >= 6).map((text) => new RegExp(escaped(text), 'i'));
};

/** What base64 of anything that contains the bytes, `shift` bytes after a multiple of three, must contain. */
const base64Core = (bytes: Buffer, shift: number): string => {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(shift === 0 ? 0 : 4, text.length - 2);
};

/** `<canary> in <place>` for every canary that is found. */
export const findings = (canaries: Readonly<Record<string, string>>, evidence: readonly Evidence[]): readonly string[] =>
  Object.entries(canaries).flatMap(([name, word]) => {
    const shapes = shapesOf(word);
    const places = new Set(evidence.filter(({ text }) => shapes.some((shape) => shape.test(text))).map(({ where }) => where));
    return [...places].map((where) => `${name} in ${where}`);
  });
