import { Client, type BucketItem } from 'minio';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pathsIn, type Evidence } from './evidence.harness.js';

/** Where the guarded fleet keeps its files; without it they are in a folder. */
const s3 = process.env['S3_TEST_URL'] ?? '';
const bucket = 'guarded';

const bytesOf = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray());

const inFolder = async (): Promise<readonly Buffer[]> => Promise.all((await pathsIn('files')).map((file) => readFile(file)));

const inBucket = async (): Promise<readonly Buffer[]> => {
  const { hostname, port, username, password } = new URL(s3);
  const client = new Client({ endPoint: hostname, port: Number(port), useSSL: false, accessKey: username, secretKey: password, region: 'us-east-1' });
  const items = (await client.listObjectsV2(bucket, '', true).toArray()) as BucketItem[];
  return Promise.all(items.flatMap(({ name }) => (name === undefined ? [] : [client.getObject(bucket, name).then(bytesOf)])));
};

/** The SHA-256 of everything in the store of files. */
export const storedDigests = async (): Promise<readonly Evidence[]> => {
  const files = await (s3 === '' ? inFolder() : inBucket());
  return files.map((bytes) => ({ where: 'the store', text: createHash('sha256').update(bytes).digest('hex') }));
};
