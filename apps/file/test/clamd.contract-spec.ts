import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClamdScanner } from '../src/scan/clamd.adapter.js';
import { SignatureScanner } from '../src/scan/signature.adapter.js';
import type { Scanner } from '../src/scan/scanner.port.js';
import { FileHarness, newOrigin, text } from './file.harness.js';

/** Of a real clamd that knows the EICAR signature; `npm test` provides one where it can be fetched. */
const clamd = process.env['CLAMD_TEST_HOST'] ?? '';

const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

describe.each<[string, boolean, () => Scanner]>([
  ['built in', true, () => new SignatureScanner()],
  [clamd === '' ? 'clamd (skipped: none could be installed here)' : 'clamd', clamd !== '', () => new ClamdScanner(clamd)],
])('the scanner: %s', (_, isHere, make) => {
  const when = isHere ? it : it.skip;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-scan-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const scan = async (bytes: Buffer): Promise<string | null> => {
    const path = join(folder, 'file');
    await writeFile(path, bytes);
    return make().scan(path);
  };

  when('finds the test virus, also behind a megabyte, and nothing else', async () => {
    expect(await scan(eicar)).toMatch(/eicar/i);
    expect(await scan(Buffer.concat([Buffer.alloc(1024 * 1024 - 30, 'x'), eicar]))).toMatch(/eicar/i);
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), randomBytes(20_000_000)]) expect(await scan(bytes)).toBeNull();
  });
});

const bytes = text('hello');

describe('a configured scanner', () => {
  const when = clamd === '' ? it.skip : it;

  when('decides about uploads', async () => {
    const harness = await FileHarness.start({ CLAMAV_HOST: clamd });
    const put = async (content: Uint8Array) => harness.put(await harness.prepare(newOrigin(), { name: 'a.txt', mime: null, bytes }, {}), content);
    await expect(put(eicar)).rejects.toThrow(expect.objectContaining({ code: 'FILE_INFECTED' }));
    expect(await put(bytes)).toMatchObject({ sizeBytes: 5 });
    await harness.close();
  });

  it('that is away lets nothing in', async () => {
    const harness = await FileHarness.start({ CLAMAV_HOST: '127.0.0.1:9' });
    const ticket = await harness.prepare(newOrigin(), { name: 'a.txt', mime: null, bytes }, {});
    await expect(harness.put(ticket, bytes)).rejects.toThrow(expect.objectContaining({ code: 'FILE_UPLOAD_FAILED' }));
    await harness.close();
  });
});
