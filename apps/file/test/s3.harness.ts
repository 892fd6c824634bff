import { randomBytes } from 'node:crypto';

/** An S3 server that these tests may use beside a folder; `npm test` provides one where it can be fetched. */
export const s3OfTests = (): string => process.env['S3_TEST_URL'] || process.env['S3_URL'] || '';

/** An `S3_URL` with a bucket of its own. */
export const bucketOfThisRun = (server: string): string => {
  const url = new URL(server);
  url.pathname = `/parley-test-${randomBytes(6).toString('hex')}`;
  return url.toString();
};
